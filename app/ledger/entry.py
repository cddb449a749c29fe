"""The ledger's tables: entries with lines that sum to zero, balances, seals and slips.

Entry, Line, Seal and Slip are append-only: the database refuses UPDATE, DELETE, REPLACE and
TRUNCATE on them (migrations/0001). Only `ledger.post` writes here.
"""

from peewee import CharField, CompositeKey, DateField, ForeignKeyField, IntegerField, TextField

from app.billing.bill import Bill
from app.customers.customer import Customer
from app.db import FenField, JsonField, Record, UtcField, locked
from app.fieldwork.visit import Visit
from app.prepared import Prepared, slot
from app.station.people import Staff, Station

# Accounts and whose they are. A customer owes: owed > 0. A customer's credit: prepaid < 0.
OWED, PREPAID = "owed", "prepaid"
CASH, QR, TRANSFER = "cash", "qr", "transfer"
SAFE, BANK, CHANNEL, OVER_SHORT, BILLED = "safe", "bank", "channel", "over_short", "billed"
OWNERS = {
    OWED: "customer", PREPAID: "customer",
    CASH: "staff", QR: "staff", TRANSFER: "staff",
    SAFE: "station", BANK: "station", CHANNEL: "station", OVER_SHORT: "station",
    BILLED: "station",
}  # fmt: skip

# release: bills become payable. collection: taken by a collector. counter: over the counter.
# elsewhere: paid through a channel that is not ours. listed: a list shows less than we knew.
# offset: prepayment put to a bill. remittance: cash from hand to safe. deposit: safe to bank.
# revision: the marketing system changed what a bill is due.
KINDS = (
    "release", "collection", "counter", "elsewhere", "listed", "offset", "remittance",
    "deposit", "revision",
)  # fmt: skip


class Entry(Record):
    """One deed with money. `seq` counts the station's entries without a gap. `paid_at` is when
    the customer paid, `recorded_at` when we learned it, `made_at` what the phone says; `day` is
    the business day of `paid_at`. `answer` is what the first send was told."""

    # index=False where an index below begins with the field.
    station = ForeignKeyField(Station, index=False)
    seq = IntegerField()
    kind = CharField()
    key = CharField(null=True, unique=True)
    body_hash = CharField(default="")
    answer = JsonField(null=True)
    customer = ForeignKeyField(Customer, null=True)
    fen = FenField()
    channel = CharField(default="")
    payer_name = TextField(default="")
    paid_at = UtcField()
    recorded_at = UtcField()
    made_at = UtcField(null=True)
    day = DateField()
    by = ForeignKeyField(Staff, null=True, index=False)
    visit = ForeignKeyField(Visit, null=True)
    reverses = ForeignKeyField("self", null=True, unique=True)
    source = CharField(default="")

    class Meta:
        indexes = (
            (("station", "seq"), True),
            (("by", "kind", "day"), False),
            (("station", "day", "kind"), False),
        )


class Line(Record):
    """Signed fen on one account of one owner; `bill` on every `owed` line."""

    entry = ForeignKeyField(Entry)
    account = CharField()
    owner_id = IntegerField()
    bill = ForeignKeyField(Bill, null=True, index=False)
    fen = FenField()

    class Meta:
        indexes = ((("account", "owner_id"), False), (("bill", "entry", "fen"), False))


class Balance(Record):
    """What an account holds: changed in the transaction of the entry, and locked first, so that
    two deeds at once can't both believe the same balance."""

    account = CharField()
    owner_id = IntegerField()
    fen = FenField()

    class Meta:
        primary_key = CompositeKey("account", "owner_id")


class Seal(Record):
    """The hash chain of a station: each seal covers the entry, its lines and the seal before."""

    entry = ForeignKeyField(Entry, unique=True)
    station = ForeignKeyField(Station, index=False)
    seq = IntegerField()
    previous = CharField()
    hash = CharField()
    key_id = CharField()

    class Meta:
        indexes = ((("station", "seq"), True),)


class Slip(Record):
    """收款凭条: `<station>-<year>-<6 digits>`, without gaps per station and year."""

    number = CharField(unique=True)
    station = ForeignKeyField(Station, index=False)
    year = IntegerField()
    n = IntegerField()
    entry = ForeignKeyField(Entry, unique=True)
    customer = ForeignKeyField(Customer)
    provisional = CharField(default="")

    class Meta:
        indexes = ((("station", "year", "n"), True),)


class Settlement(Record):
    """已销账: a list shows that the marketing system knows this part of a collection or offset,
    the fen that it put to that bill (bill_id 0: what became prepayment)."""

    entry = ForeignKeyField(Entry, index=False)
    bill_id = IntegerField()
    feed_id = IntegerField()
    at = UtcField()

    class Meta:
        indexes = ((("entry", "bill_id"), True),)


_balance = Prepared(
    lambda: Balance.select(Balance.fen).where(
        (Balance.account == slot(0)) & (Balance.owner_id == slot(1))
    )
)


def balance(account: str, owner_id: int) -> int:
    """What the account holds now, in fen."""
    found = _balance.rows(account, owner_id)
    return found[0][0] if found else 0


def held_balance(account: str, owner_id: int) -> int:
    """The same, and nobody moves it until the transaction ends: what is read beside it (which
    slip was the last) belongs to this very sum."""
    mine = (Balance.account == account) & (Balance.owner_id == owner_id)
    found = list(locked(Balance.select(Balance.fen).where(mine)).tuples())
    return found[0][0] if found else 0


def balances(account: str, owner_ids: list[int]) -> dict[int, int]:
    """Owner id -> what the account holds, for owners that hold something."""
    rows = Balance.select(Balance.owner_id, Balance.fen).where(
        (Balance.account == account) & Balance.owner_id.in_(owner_ids) & (Balance.fen != 0)
    )
    return dict(rows.tuples())
