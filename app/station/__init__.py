"""WHO AND WHERE: people, territory, grants, pairs, leave, calendar, settings, audit, sight.

It knows no customer and no money.
"""
