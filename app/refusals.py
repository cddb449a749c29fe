"""Refusals: the one family of named "no"s that a domain verb may say.

A verb raises; it never aborts a request and never words a page. A refusal carries the facts that
the person needs (`facts`), `web/errors.py` alone turns it into a status and into words.
"""

import re

_PLACE = re.compile(r"%\((\w+)\)s")


class Refusal(Exception):
    """The deed was not done and nothing was changed. Keyword facts say what stood in the way.

    `pattern` is what the catalogue knows, with %(name)s where a fact stands; `words` is the same
    with the facts in their places.
    """

    def __init__(self, words: str = "", **facts: object):
        self.pattern = words
        self.facts = facts
        self.words = self.fill(words)
        super().__init__(self.words or type(self).__name__)

    def fill(self, pattern: str) -> str:
        """The pattern, or its translation, with the facts in their places."""
        return _PLACE.sub(lambda place: str(self.facts.get(place[1], place[0])), pattern)


class NotInSight(Refusal):
    """What was asked for does not exist for this person: 404, and nothing leaks."""


class NotAllowed(Refusal):
    """In sight, but this person holds no right to do that: 403."""


class KeyConflict(Refusal):
    """A key that was used for another body or by another author: 409."""


class Stale(Refusal):
    """Somebody else changed it meanwhile: 409, look again and decide."""


class BadInput(Refusal):
    """A field's value cannot be taken: 422 at that field. `field` names it."""

    def __init__(self, field: str, words: str, **facts: object):
        super().__init__(words, **facts)
        self.field = field
