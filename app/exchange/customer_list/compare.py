"""A listed customer beside the stored one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.exchange.importfile import CHANGED, NEW, SAME
from app.exchange.rows.customers import CustomerRow

# What a list may change of a customer, in the order of the values below.
COLUMNS = (
    "district_id", "name", "phone", "category", "address", "lat", "lon", "meter_no", "floating",
    "elderly_alone", "disabled", "key_account", "demolition", "prepaid",
)  # fmt: skip
NAME = COLUMNS.index("name")
_FLAGS = frozenset(COLUMNS[8:])
_PLACE = 5  # decimals of a degree, about a metre
NO_NAME = "（户名待查）"


@dataclass(frozen=True, slots=True)
class Stored:
    """A customer as the database has it: its id and COLUMNS' values."""

    id: int
    values: tuple[Any, ...]


def compare(
    row: CustomerRow, stored: Stored | None, districts: Mapping[str, int]
) -> tuple[str, tuple[Any, ...]]:
    """(verdict, the values that COLUMNS shall have). districts: code -> id.

    What a list does not tell, or leaves empty, stays as it is stored.
    """
    told = _told(row, districts)
    if stored is None:
        return NEW, tuple(
            _nothing(name) if value is None else value
            for name, value in zip(COLUMNS, told, strict=True)
        )
    values = tuple(
        old if new is None or _equal(name, old, new) else new
        for name, old, new in zip(COLUMNS, stored.values, told, strict=True)
    )
    return (SAME if values == stored.values else CHANGED), values


def district_key(row: CustomerRow) -> str:
    """What a list calls the district by: its code, else its name."""
    return row.district_code or row.district_name or ""


def _told(row: CustomerRow, districts: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        districts.get(district_key(row)), row.name or None, row.phone or None, row.category or None,
        row.address or None, row.lat, row.lon, row.meter_no or None, row.floating,
        row.elderly_alone, row.disabled, row.key_account, row.demolition, row.prepaid,
    )  # fmt: skip


def _nothing(name: str) -> Any:
    if name in ("district_id", "lat", "lon"):
        return None
    if name in _FLAGS:
        return False
    return NO_NAME if name == "name" else ""


def _equal(name: str, old: Any, new: Any) -> bool:
    if name in ("lat", "lon"):
        return old is not None and round(old, _PLACE) == round(new, _PLACE)
    return bool(old == new)
