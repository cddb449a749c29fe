"""Lists of what was paid (缴费明细), at any counter or channel. Pure."""

from dataclasses import dataclass
from datetime import datetime

from app.exchange.cells import person, when, words
from app.exchange.rows.line import Line
from app.exchange.rows.problem import Known
from app.exchange.rows.shared import check_account, read_account, read_main_fen, read_name


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment. paid_at is an aware UTC instant; serial is the marketing system's own number
    for it, '' when the list has none; period is None for money that names no bill."""

    row_number: int
    account_no: str
    paid_at: datetime
    fen: int
    channel: str
    collector: str
    period: int | None
    serial: str
    name: str


def read_payment(line: Line, known: Known) -> PaymentRow:
    """The typed row. Raises RowStop."""
    account_no = read_account(line, known)
    check_account(line, account_no, known)
    paid_at = line.read("paid_at", when.instant)
    if not any(sign in line.raw("paid_at") for sign in ":：时"):
        line.changes.append("time_missing")
    fen = read_main_fen(line, "amount")
    if fen == 0:
        raise line.stop("amount", "是 0", "没收钱的行不用导，删掉这一行")
    return PaymentRow(
        row_number=line.number,
        account_no=account_no,
        paid_at=paid_at,
        fen=fen,
        channel=_channel(line),
        collector=person.text(line.raw("collector")),
        period=line.soft("period", when.period) if line.raw("period").strip() else None,
        serial=person.text(line.raw("serial")),
        name=read_name(line),
    )


def _channel(line: Line) -> str:
    found = line.soft("channel", words.channel) or ""
    if found and found != line.raw("channel"):
        line.changes.append("channel_word")
    return found
