"""THE DEMO: a made-up station, loaded into an empty database, with a clock of its own.

It may use every room above it (design.md §2); only the command line and the views read it.
"""
