"""WHAT IS OWED: bills, the feeds they came in, the late-fee estimate.

It may use station and customers.
"""
