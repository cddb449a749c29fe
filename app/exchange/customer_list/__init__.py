"""Lists of customers: what is new, what changed, and writing it. `compare.py` is pure."""
