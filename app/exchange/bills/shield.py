"""Which bills a full list speaks of in rows that are not written: never missing. Pure."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field


@dataclass
class Shield:
    """Rejected and undecided rows by what could be read of them. A period of None in a pair
    stands for every period."""

    accounts: set[tuple[str, int | None]] = field(default_factory=set)
    names: set[tuple[str, int | None]] = field(default_factory=set)
    periods: set[int | None] = field(default_factory=set)

    def covers(self, account_no: str, name: str, period: int) -> bool:
        """Whether a row that is not written may speak of this bill."""
        return any(
            (account_no, p) in self.accounts or (name, p) in self.names or p in self.periods
            for p in (period, None)
        )


def shield(rows: Iterable[tuple[str, str, int | None]], accounts: Container[str]) -> Shield:
    """Build it from (account_no, name, period) of the rows and the station's account numbers.

    A row whose account no customer has may be anybody's of that name; one that names nobody may
    be anybody's at all, so nothing of its period counts as missing then.
    """
    result = Shield()
    for account_no, name, period in rows:
        if account_no and account_no in accounts:
            result.accounts.add((account_no, period))
        elif name:
            result.names.add((name, period))
        else:
            result.periods.add(period)
    return result
