"""What cells with words and coordinates mean: categories, channels, yes and no, places."""

import pytest

from app.customers import customer
from app.exchange.cells import place, words
from app.exchange.cells.badcell import BadCell


@pytest.mark.parametrize(
    "cell, category",
    [
        ("乡村居民生活用电", "居民"), ("城镇居民生活用电", "居民"), ("居民生活用电", "居民"),
        ("居民", "居民"), ("低压居民", "居民"), ("一般工商业", "一般工商业"),
        ("一般工商业 ", "一般工商业"), ("低压非居民", "一般工商业"), ("工商业", "一般工商业"),
        ("农业生产用电", "农业生产"), ("农业排灌", "农业生产"), ("大工业用电", "大工业"),
        ("临时用电", "临时"), ("执行居民价的非居民用户", "其他"), ("学校等执行居民价", "其他"),
        ("充电桩", "其他"), ("", ""), ("/", ""),
    ],
)  # fmt: skip
def test_a_marketing_systems_category_becomes_one_of_ours(cell, category):
    assert words.category(cell) == category


def test_our_categories_are_those_of_the_customers():
    assert words.CATEGORIES == customer.CATEGORIES


@pytest.mark.parametrize(
    "cell, channel",
    [
        ("坐收", "坐收"), ("营业厅现金", "坐收"), ("走收", "走收"), ("微信支付", "网上"),
        ("网上国网APP", "网上"), ("银行代扣", "代收"), ("邮政代收", "代收"), ("预存", "预存"),
        ("", ""), ("卫星", "卫星"),
    ],
)  # fmt: skip
def test_a_channel_becomes_one_of_ours_or_stays(cell, channel):
    assert words.channel(cell) == channel


@pytest.mark.parametrize("cell", ["1", "是", "Y", "yes", "TRUE", "√", "有", " 是 "])
def test_yes_has_many_forms(cell):
    assert words.flag(cell) is True


@pytest.mark.parametrize("cell", ["0", "否", "N", "no", "FALSE", "×", "", "-", "无"])
def test_no_has_many_forms(cell):
    assert words.flag(cell) is False


def test_what_is_neither_yes_nor_no_is_refused():
    with pytest.raises(BadCell):
        words.flag("大概")


@pytest.mark.parametrize(
    "cell, prepaid",
    [
        ("预付费", True), ("后付费", False), ("预存", True), ("1", True), ("0", False),
        ("非预付费", False), ("费控", True), ("", False),
    ],
)  # fmt: skip
def test_who_pays_in_advance(cell, prepaid):
    assert words.prepaid(cell) is prepaid


@pytest.mark.parametrize(
    "lat, lon, found",
    [
        ("27.06775", "103.90033", (27.06775, 103.90033)),
        ("103.90033", "27.06775", (27.06775, 103.90033)),
        ("27.1°N", "103.9°E", (27.1, 103.9)),
        ("北纬27.1度", "东经103.9度", (27.1, 103.9)),
        ("E103.9", "N27.1", (27.1, 103.9)),
        ("２７.１", "１０３.９", (27.1, 103.9)),
        ("0", "0", None),
        ("0.0", "0.00000", None),
        ("", "", None),
        ("-", "/", None),
    ],
)
def test_a_place_is_found_whichever_way_round(lat, lon, found):
    assert place.place(lat, lon) == found


@pytest.mark.parametrize(
    "lat, lon",
    [("27.1", ""), ("0", "103.9"), ("51.5", "0.1"), ("27,1", "103.9"), ("-27.1", "103.9")],
)
def test_what_is_no_place_in_china_is_refused(lat, lon):
    with pytest.raises(BadCell):
        place.place(lat, lon)
