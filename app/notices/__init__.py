"""TELLING STAFF: an outbox of notices, and the senders that deliver them.

It may use station. A notice is written in the transaction of the deed it tells about.
"""
