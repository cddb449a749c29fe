"""What the station already has, as reading a list needs it."""

from app.customers import batch
from app.customers.customer import Customer
from app.exchange.rows.problem import Known
from app.station.settings import Settings
from app.station.territory import District

_USUAL = (10, 13)


def known(station_id: int, kind: str, settings: Settings) -> Known:
    """What a list's rows are checked against: districts for customers, accounts for the rest.

    A station without any district takes them from its first list of customers, so they are not
    checked then.
    """
    lengths = _USUAL if settings.account_digits in _USUAL else (settings.account_digits,)
    if kind != "customers":
        return Known(accounts=accounts(station_id), account_lengths=lengths)
    rows = District.select(District.code, District.name).where(District.station == station_id)
    codes = dict(rows.tuples())
    if not codes:
        return Known(account_lengths=lengths)
    return Known(
        districts=codes,
        district_codes={name: code for code, name in codes.items()},
        account_lengths=lengths,
    )


def accounts(station_id: int) -> dict[str, int]:
    """Account number -> customer id, of every customer of the station."""
    rows = Customer.select(Customer.account_no, Customer.id).where(
        (Customer.station == station_id) & batch.visible()
    )
    return dict(rows.tuples().iterator())
