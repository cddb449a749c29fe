"""FOR WHOM: customers, their contacts and what to look out for at their door, and who may see them.

It may use station.
"""
