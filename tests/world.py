"""The test world: one small station with a named cast, and hostile text in every field.

林所 is the head, 安 an A post, 柏 the B post from metering, 程 a cashier, 管 the administrator,
局 somebody of the bureau; 魏 is a collector of another station and must get nothing.
Everything happens on Wednesday, 21 October 2026; MORNING is 09:00 in Shanghai.
"""

import itertools
import uuid
from datetime import date, datetime

from app.billing.bill import Bill
from app.clock import at, period_last_day
from app.customers.customer import Customer
from app.customers.names import initials
from app.ledger.entry import BILLED, OWED
from app.ledger.post import Draft, post
from app.station import grant, password
from app.station.people import Bureau, Staff, Station
from app.station.settings import Settings
from app.station.territory import District, DistrictPlace, Feeder

TODAY = date(2026, 10, 21)
MORNING = at(TODAY, 9)
PERIOD = 202610
LONG_NAME = "很长的名字" * 40
HOSTILE = ("<b>粗</b>\"'&", "=1+1", "㛃𬭎䶮", LONG_NAME)
PASSWORD = "correct horse"
_STORED = password.make(PASSWORD)
SETTINGS = Settings()


class World:
    """Station 迤 with two districts, and station 远 where 魏 works. Attributes are the cast."""

    def __init__(self) -> None:
        self._accounts = itertools.count(1)
        self.bureau = Bureau.create(code="B1", name="威宁供电局")
        self.station = self._station("YI", "迤那供电所")
        self.elsewhere = self._station("YUAN", "远处供电所")
        self.lin = self.staff("lin", "林所", "head", post="所长")
        self.an = self.staff("an", "安<b>", "collector", post="台区经理")
        self.bo = self.staff("bo", "柏=1+1", "staff", post="计量员")
        self.fang = self.staff("fang", "方㛃", "collector", post="台区经理")
        self.cheng = self.staff("cheng", "程𬭎", "cashier", post="营业厅收费员")
        self.guan = self.staff("guan", "管䶮", "administrator")
        self.ju = self.staff("ju", "局", "bureau", station=None)
        self.wei = self.staff("wei", "魏", "collector", station=self.elsewhere)
        self.feeder = Feeder.create(station=self.station, name="10kV<i>线", town="迤那镇")
        self.an_district = self.district("TQ01", "双营村1号公变<b>", self.an)
        self.fang_district = self.district("TQ02", "芙蓉社区=1号", self.fang)
        self.wei_district = self.district("TQ99", "远处1号", self.wei)

    def _station(self, code: str, name: str) -> Station:
        return Station.create(bureau=self.bureau, code=code, name=name, lat=27.07, lon=103.9)

    def staff(
        self, login: str, name: str, role: str, *, post: str = "", station: object = "own"
    ) -> Staff:
        """A person with the password PASSWORD."""
        return Staff.create(
            station=self.station if station == "own" else station,
            bureau=self.bureau if role == "bureau" else None,
            number=login.upper(),
            login=login,
            name=name,
            phone="15400000000",
            role=role,
            post=post,
            password=_STORED,
            must_change=False,
            made_at=MORNING,
        )

    def district(self, code: str, name: str, holder: Staff | None) -> District:
        """A district on the feeder; its holder is responsible since 1 January."""
        station = holder.station if holder else self.station
        made = District.create(
            station=station, code=code, name=name, village="双营村", town="迤那镇",
            lat=27.02, lon=103.85,
        )  # fmt: skip
        feeder = self.feeder if station == self.station else None
        DistrictPlace.create(district=made, feeder=feeder, since=date(2026, 1, 1))
        if holder:
            since = at(date(2026, 1, 1))
            grant.give(
                holder, "district", made.id, grant.COLLECT, "own", since=since, by=None, at=since
            )
        return made

    def customer(
        self, district: District | None = None, *, name: str | None = None, **fields: object
    ) -> Customer:
        """A customer of 安's district, unless another is named; names are hostile in turn."""
        district = district or self.an_district
        n = next(self._accounts)
        name = name or HOSTILE[n % len(HOSTILE)]
        values = {
            "station": district.station, "district": district, "account_no": f"05{n:08d}",
            "name": name, "initials": initials(name), "phone": "15400001234",
            "category": "居民", "address": f"双营村<b>{n}号", "lat": 27.0201, "lon": 103.8501,
            "meter_no": f"051{n:08d}", "changed_at": MORNING,
        } | fields  # fmt: skip
        return Customer.create(**values)

    def bill(
        self,
        customer: Customer,
        fen: int,
        period: int = PERIOD,
        *,
        released: datetime | None = None,
    ) -> Bill:
        """A bill released on the month's fourth and due on its 25th, booked in the ledger."""
        first = period_last_day(period)
        released = released or at(first.replace(day=4), 8)
        made = Bill.create(
            station=customer.station_id, customer=customer, district=customer.district_id,
            period=period, kwh=100, due_fen=fen, open_fen=0,
            released_on=first.replace(day=4), due_on=first.replace(day=25),
        )  # fmt: skip
        lines = [
            (OWED, customer.id, made.id, fen),
            (BILLED, customer.station_id, None, -fen),
        ]
        if fen:
            post(
                customer.station_id,
                [Draft("release", fen, released, released, lines, customer=customer.id)],
            )
        return Bill.get_by_id(made.id)


def key() -> str:
    """A fresh form key."""
    return str(uuid.uuid4())
