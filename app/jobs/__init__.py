"""LONG WORK: job rows with progress, and the child process that runs them.

It knows no trade: what a job does is handed in by the command line as a table of runners.
"""
