"""What a row that is not written says, and what is already known when rows are judged. Pure."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["reject", "ask", "duplicate"]

EMPTY = "（空）"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that is not written, in the station's words (look/14: 原样, 哪里不对, 怎么办).

    verdict: 'reject' (put it right and send it again), 'ask' (a person decides; `row` is then
    what would be written), 'duplicate' (said already by an earlier row).
    field: the field's name in the typed row; cell: the cell as it was.
    account_no, period: as far as the row could be read ('' and None if not): what the row speaks
    of must never count as missing from a full list.
    account_cell, name_cell: as they stand in the file, to show. cells: the whole row as it was.
    """

    row_number: int
    verdict: Verdict
    field: str
    cell: str
    reason: str
    advice: str
    account_no: str
    period: int | None
    account_cell: str
    name_cell: str
    cells: tuple[str, ...]
    row: object = None


@dataclass(frozen=True)
class Known:
    """What the station has already; None means that it is not to be checked.

    accounts: every account number. districts: code -> anything, the codes. district_codes: name
    -> code, for lists that have names only. account_lengths: the lengths that are in use here.
    """

    accounts: Container[str] | None = None
    districts: Container[str] | None = None
    district_codes: Mapping[str, str] | None = None
    account_lengths: tuple[int, ...] = (10, 13)


class RowStop(Exception):
    """Reading a row ended at this field: it is rejected."""

    def __init__(self, field: str, cell: str, reason: str, advice: str):
        super().__init__(reason)
        self.field = field
        self.cell = cell
        self.reason = reason
        self.advice = advice
