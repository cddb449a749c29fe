"""WHERE TO GO TODAY: who is due, in which order, and the sheet that says so on paper.

It may use every room above it. The worth of a stop, the planner and the map's layout are pure.
"""
