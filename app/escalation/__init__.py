"""WHEN TARGETS SLIP: cases, the rules that judge them (pure), the sweep, rewards.

It reads standing, pairs and leave, and writes grants and notices; nothing below reads it.
"""
