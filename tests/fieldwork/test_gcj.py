"""GCJ-02 is for tiles and links: it must lie where Chinese maps draw the place."""

import pytest

from app.fieldwork.gcj import to_gcj

# Pairs known in public for the usual formula, WGS-84 then GCJ-02.
KNOWN = [
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]


@pytest.mark.parametrize("lat, lon, gcj_lat, gcj_lon", KNOWN)
def test_known_places_lie_where_chinese_maps_draw_them(lat, lon, gcj_lat, gcj_lon):
    assert to_gcj(lat, lon) == pytest.approx((gcj_lat, gcj_lon), abs=1e-7)


def test_the_station_moves_by_some_hundred_metres():
    lat, lon = to_gcj(27.07, 103.9)
    assert 0.001 < abs(lat - 27.07) + abs(lon - 103.9) < 0.01


@pytest.mark.parametrize("lat, lon", [(48.85, 2.35), (-33.9, 151.2), (35.0, 71.0), (0.0, 0.0)])
def test_places_outside_china_stay(lat, lon):
    assert to_gcj(lat, lon) == (lat, lon)
