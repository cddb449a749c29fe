"""THE MONEY: append-only double entry, slips, remittances, seals.

It may use every room above it; nothing else may write its tables.
"""
