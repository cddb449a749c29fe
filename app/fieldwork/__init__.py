"""WHAT HAPPENED: visits, promises, locations, conflicts; recorded, not judged.

It knows no money.
"""
