"""Lists of payments: which are ours, which were known, which are news. `decide.py` is pure."""
