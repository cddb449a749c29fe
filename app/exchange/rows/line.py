"""One row of text on its way to becoming a typed row. Pure."""

from collections.abc import Callable
from typing import TypeVar

from app.exchange import columns
from app.exchange.cells.badcell import BadCell
from app.exchange.header import Header
from app.exchange.rows.problem import RowStop

Value = TypeVar("Value")


class Line:
    """A row's cells by field, and what was noticed while they were read.

    changes: codes of what was put right (tally.LABELS). questions: what a person must decide.
    """

    __slots__ = ("number", "cells", "kind", "columns", "width", "changes", "questions")

    def __init__(self, header: Header, number: int, cells: list[str]):
        self.number = number
        self.cells = cells
        self.kind = header.kind
        self.columns = header.columns
        self.width = len(header.cells)
        self.changes: list[str] = []
        self.questions: list[RowStop] = []

    def has(self, field: str) -> bool:
        """Whether the list has a column for the field."""
        return field in self.columns

    def raw(self, field: str) -> str:
        """The field's cell as it was; '' when the column or the cell is missing."""
        index = self.columns.get(field, -1)
        return self.cells[index] if 0 <= index < len(self.cells) else ""

    def read(self, field: str, normalise: Callable[[str], Value]) -> Value:
        """The field's value. Raises RowStop when the cell can't be used."""
        cell = self.raw(field)
        try:
            return normalise(cell)
        except BadCell as bad:
            raise self.stop(field, bad.reason, bad.advice) from bad

    def soft(self, field: str, normalise: Callable[[str], Value], note: str = "") -> Value | None:
        """The field's value, None when there is no such column.

        A cell that can't be used is noted (as `note`, or '<field>_dropped') and gives None, too:
        a slip in a lesser field is no reason to lose the row.
        """
        if field not in self.columns:
            return None
        try:
            return normalise(self.raw(field))
        except BadCell:
            self.changes.append(note or f"{field}_dropped")
            return None

    def stop(self, field: str, reason: str, advice: str) -> RowStop:
        """A refusal at that field, its reason beginning with the column's name."""
        return RowStop(field, self.raw(field), f"{self.title(field)}{reason}", advice)

    def ask(self, field: str, reason: str, advice: str) -> None:
        """Note a question for a person; the row goes on being read."""
        self.questions.append(self.stop(field, reason, advice))

    def title(self, field: str) -> str:
        """What messages call the column."""
        return columns.word(self.kind, field)
