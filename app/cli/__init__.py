"""THE COMMAND LINE: `python -m app …`, and the server that one of its commands starts.

It may use every room; each command is a module with `add_to(commands)`.
"""
