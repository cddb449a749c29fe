"""Loads and moves, added up without a database."""

from types import SimpleNamespace as Thing

import pytest

from app.standing import workload
from app.standing.workload import Filter, Held

AN, FANG = (Thing(id=i, number=f"S{i}", name=f"人{i}") for i in (1, 2))


def held(id_: int, holder, customers: int, lat: float | None = 27.0, lon: float = 103.0) -> Held:
    district = Thing(
        id=id_, code=f"TQ{id_}", name=f"{id_}号公变", village="双营村", lat=lat, lon=lon
    )
    return Held(district, "线", "片", holder, customers=customers, debtors=1, owed_fen=100)


ALL = [held(1, AN, 50), held(2, AN, 30), held(3, FANG, 40), held(4, None, 20)]


def test_loads_add_up_the_heaviest_first_and_the_idle_last():
    idle = Thing(id=9, number="S9", name="闲")
    loads = workload.loads(ALL, [AN, idle])
    assert [(x.person.id, x.districts, x.customers, x.owed_fen) for x in loads] == [
        (1, 2, 80, 200),
        (2, 1, 40, 100),
        (9, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("picked", "to", "expected"),
    [
        ([1], FANG, [(1, 80, 30), (2, 40, 90)]),
        ([1, 2], FANG, [(1, 80, 0), (2, 40, 120)]),
        ([4], FANG, [(2, 40, 60)]),
        ([3], FANG, [(2, 40, 40)]),
        ([1, 3, 4], AN, [(2, 40, 0), (1, 80, 140)]),
        ([], AN, [(1, 80, 80)]),
    ],
)
def test_what_a_reassignment_does_to_everybodys_customers(picked, to, expected):
    moves = workload.moves(ALL, picked, to)
    assert [(m.person.id, m.before, m.after) for m in moves] == expected


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, [1, 2, 3, 4]),
        ({"holder": "S1"}, [1, 2]),
        ({"holder": "-"}, [4]),
        ({"village": "别村"}, []),
        ({"feeder": "线", "zone": "片"}, [1, 2, 3, 4]),
        ({"text": "tq3"}, [3]),
        ({"text": "2号"}, [2]),
    ],
)
def test_a_list_is_narrowed_by_who_where_and_name(asked, ids):
    assert [one.district.id for one in ALL if Filter(**asked).keeps(one)] == ids


def test_the_span_is_between_the_two_districts_furthest_apart():
    assert workload.span_m(frozenset({(27.0, 103.0)})) == 0
    north, middle, south = (27.1, 103.0), (27.05, 103.0), (27.0, 103.0)
    assert 11_000 < workload.span_m(frozenset({north, middle, south})) < 11_200


def test_a_district_without_a_place_counts_but_has_no_span():
    (load,) = workload.loads([held(1, AN, 5, lat=None), held(2, AN, 5)])
    assert (load.customers, load.span_m) == (10, 0)
