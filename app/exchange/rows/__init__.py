"""What one row means. Pure: rows of text in, typed rows or problems out, and a tally of both.

No database: what is already known comes in as a value.
"""
