"""The station's people: staff with logins, A+B pairs, targets."""

from dataclasses import dataclass
from datetime import datetime

from app.clock import at, period_first_day, shift_months
from app.demo.archive import Row
from app.demo.dates import Move
from app.standing import target
from app.station import pair, password
from app.station.people import Bureau, Staff, Station
from app.station.settings import Settings

# Everybody's password in a demo. Too weak for the rules, so it is stored past them, here only.
PASSWORD = "demo"
ROLES = {"所长": "head", "副所长": "head", "营业厅收费员": "cashier", "台区经理": "collector"}
# A post -> (B post, who does the B post's own work). Cashiers are no B posts: who counts the cash
# must not collect it.
PAIRS = {
    "S10": ("S30", "S29"), "S11": ("S02", "S03"), "S12": ("S03", "S02"), "S13": ("S27", "S28"),
    "S14": ("S05", "S27"), "S15": ("S33", "S32"), "S16": ("S28", "S27"), "S17": ("S33", "S32"),
    "S18": ("S29", "S30"), "S19": ("S04", "S02"), "S20": ("S28", "S27"), "S21": ("S05", "S27"),
    "S22": ("S27", "S28"), "S23": ("S32", "S33"), "S24": ("S31", "S32"), "S25": ("S04", "S02"),
    "S26": ("S32", "S33"),
}  # fmt: skip
DUTIES = {
    "副所长": "值班、检查安全", "安全员": "检查安全工器具", "营业班长": "复核、日结",
    "核算员": "核算、发行", "计量员": "轮换电能表、现场校验", "运维检修工": "巡线、抢修",
}  # fmt: skip
HARDER = "S18"
WHY_HARDER = "往月欠费超过 ¥10,000，18 日的目标加 5 个点"


@dataclass(frozen=True)
class Cast:
    """The station and everybody by number (工号)."""

    station: Station
    staff: dict[str, Staff]

    @property
    def head(self) -> Staff:
        """The station head."""
        return self.staff["S01"]

    @property
    def admin(self) -> Staff:
        """Who imports the lists."""
        return self.staff["ADMIN"]

    @property
    def collectors(self) -> list[Staff]:
        """The A posts, by number."""
        return [p for p in self.staff.values() if p.role == "collector"]

    @property
    def cashiers(self) -> list[Staff]:
        """Who counts, by number."""
        return [p for p in self.staff.values() if p.role == "cashier"]


def add_people(station: Row, rows: list[Row], move: Move) -> Cast:
    """The bureau, the station and its staff, here since a year ago."""
    since = long_ago(move)
    bureau = Bureau.create(code="WN", name="威宁供电局")
    made = Station.create(
        bureau=bureau, code="YINA", name=station["name"],
        lat=float(station["lat"]), lon=float(station["lon"]),
    )  # fmt: skip
    stored = password.make(PASSWORD)
    people = [(r["id"], r["name"], ROLES.get(r["post"], "staff"), r["post"]) for r in rows]
    people.append(("ADMIN", "系统管理员", "administrator", "系统管理"))
    people.append(("BUREAU", "局里", "bureau", "营销部"))
    phones = {r["id"]: r["phone"] for r in rows}
    staff = {
        number: Staff.create(
            station=None if role == "bureau" else made,
            bureau=bureau if role == "bureau" else None,
            number=number, login=number.lower(), name=name, phone=phones.get(number, ""),
            role=role, post=post, password=stored, must_change=False, made_at=since,
        )
        for number, name, role, post in people
    }  # fmt: skip
    return Cast(made, staff)


def long_ago(move: Move) -> datetime:
    """A year before the demo's month: since when everybody has had their post and districts."""
    return at(shift_months(period_first_day(move.current), -12), 8)


def add_pairs(cast: Cast, move: Move) -> None:
    """Everybody's B post from another post, since the period began."""
    first = period_first_day(move.current)
    for a, (b, cover) in PAIRS.items():
        buddy = cast.staff[b]
        pair.join(
            cast.staff[a],
            buddy,
            since=first,
            by=cast.head,
            at=at(first, 8, 30),
            cover=cast.staff[cover],
            duty_note=DUTIES[buddy.post],
        )


def add_targets(cast: Cast, move: Move) -> None:
    """Every A post's target for the period: the station's checkpoints, one of them harder."""
    first = period_first_day(move.current)
    usual = target.default_marks(move.current, Settings())
    harder = (target.Mark(usual[0].due, usual[0].rate_bp + 500), *usual[1:])
    for person in cast.collectors:
        odd = person.number == HARDER
        target.set_marks(
            person,
            move.current,
            harder if odd else usual,
            by=cast.head,
            at=at(first.replace(day=2), 9),
            why=WHY_HARDER if odd else "",
        )
