"""HOW FAR WE ARE: targets, progress, daily snapshots, promises kept.

It reads bills and the ledger, and writes neither.
"""
