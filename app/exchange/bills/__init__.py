"""Lists of bills, receivables and arrears alike: what they say, met with what we know.

`facts.py` and `decide.py` are pure; `load.py` reads, `drafts.py` and `write.py` book.
"""
