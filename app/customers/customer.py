"""Customers (客户): who holds an account, where, and how to find them."""

import re
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from app.db import Record, UtcField
from app.station.people import Station
from app.station.territory import District

# The words of the demo's clean files; an import maps a marketing system's words to these.
CATEGORIES = ("居民", "一般工商业", "农业生产", "大工业", "临时", "其他")


class Customer(Record):
    """One account (户号). `lat`, `lon` are WGS-84; without them the district's stand in.

    `initials` are the name's pinyin initials, for searching. The flags come with the import.
    `batch_id` names the long list it came with (batch.py), which may not be open yet.
    """

    # Both begin an index below; one more of its own would only slow every write.
    station = ForeignKeyField(Station, index=False)
    district = ForeignKeyField(District, null=True, index=False)
    account_no = CharField()
    name = TextField()
    initials = CharField(default="")
    phone = CharField(default="")
    category = CharField(default="")
    address = TextField(default="")
    lat = DoubleField(null=True)
    lon = DoubleField(null=True)
    meter_no = CharField(default="")
    floating = BooleanField(default=False)
    elderly_alone = BooleanField(default=False)
    disabled = BooleanField(default=False)
    key_account = BooleanField(default=False)
    demolition = BooleanField(default=False)
    prepaid = BooleanField(default=False)
    changed_at = UtcField()
    closed_at = UtcField(null=True)
    batch_id = IntegerField(null=True)

    class Meta:
        indexes = (
            (("station", "account_no"), True),
            (("district", "account_no"), False),
            (("station", "meter_no"), False),
        )


def matching(query: Any, text: str) -> Any:
    """The query narrowed to customers that the typed text may mean.

    Digits search account and meter number (a whole number, its end, or its beginning from four
    digits on); Latin letters search the name's initials; anything else name and address.
    """
    text = re.sub(r"\s+", "", text)
    if not text:
        return query
    if text.isdigit():
        return query.where(
            Customer.account_no.endswith(text)
            | Customer.account_no.startswith(text)
            | Customer.meter_no.endswith(text)
            | (Customer.phone.endswith(text) if len(text) >= 4 else Customer.phone == text)
            | Customer.address.contains(text)
        )
    if text.isascii() and text.isalpha():
        return query.where(
            Customer.initials.startswith(text.lower()) | Customer.name.contains(text)
        )
    return query.where(Customer.name.contains(text) | Customer.address.contains(text))
