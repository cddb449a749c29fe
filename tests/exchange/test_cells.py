"""What cells with account numbers, meters, telephones and names mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.cells import account, person
from app.exchange.cells.badcell import BadCell, narrow, tidy

TEN = "0526819267"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "cell",
    [
        TEN, "526819267", "526819267.0", f"'{TEN}", f"’{TEN}", f" {TEN} ", f"\u3000{TEN}",
        f"{TEN}\u00a0", f"\t{TEN}", f"{TEN}\u3000\u3000", f"\ufeff{TEN}", "052681\u200b9267",
        TEN.translate(WIDE), "0526 819 267", "0526-819267",
    ],
)  # fmt: skip
def test_an_account_is_found_under_what_exports_do_to_it(cell):
    assert account.account_no(cell) == TEN


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("", "空着"),
        ("\u3000", "空着"),
        ("05268192", "只有 8 位"),
        ("05268192671", "是 11 位"),
        ("5.26819E+8", "科学计数法"),
        ("1.23457e+12", "科学计数法"),
        ("052681926O", "不是数字"),
        ("#REF!", "公式错误"),
        ("无", "不是数字"),
    ],
)
def test_an_account_that_cannot_be_used_says_why(cell, reason):
    with pytest.raises(BadCell) as caught:
        account.account_no(cell)
    assert reason in caught.value.reason and caught.value.advice


def test_the_zero_is_put_back_to_the_length_that_the_station_uses():
    assert account.account_no("510052681926") == "0510052681926"
    assert account.account_no("510052681926", (13,)) == "0510052681926"
    with pytest.raises(BadCell):
        account.account_no("526819267", (13,))


@given(
    st.from_regex(r"\A0[0-9]{9}\Z"),
    st.sampled_from([" {} ", "\t{}", "'{}", "{}\u3000", "\u00a0{}", "\ufeff{}"]),
    st.booleans(),
    st.booleans(),
)
def test_any_account_survives_any_of_these(number, frame, wide, lost):
    cell = number[1:] if lost else number
    assert account.account_no(frame.format(cell.translate(WIDE) if wide else cell)) == number


@pytest.mark.parametrize(
    "cell, meter",
    [("05103073763100", "05103073763100"), ("'0510 3073", "05103073"), ("无", ""), ("", "")],
)
def test_a_meter_number_is_text(cell, meter):
    assert account.meter_no(cell) == meter


@pytest.mark.parametrize("cell", ["5.10307E+21", "9" * 41, "#N/A"])
def test_a_meter_number_that_lost_digits_is_refused(cell):
    with pytest.raises(BadCell):
        account.meter_no(cell)


@pytest.mark.parametrize(
    "cell, phone",
    [
        ("15400001234", "15400001234"),
        ("15400001234.0", "15400001234"),
        ("154-0000-1234", "15400001234"),
        ("154 0000 1234", "15400001234"),
        ("１５４００００１２３４", "15400001234"),
        ("+86 154 0000 1234", "15400001234"),
        ("'15400001234", "15400001234"),
        ("15400001234/15400005678", "15400001234"),
        ("15400001234、0857-0221234", "15400001234"),
        ("15400001234 15400005678", "15400001234"),
        ("15400001234\n15400005678", "15400001234"),
        ("老王，15400001234", "15400001234"),
        ("0857-0221234", "08570221234"),
        ("(0857)0221234", "08570221234"),
        ("8570221234", "08570221234"),
        ("021-61234567", "02161234567"),
        ("6221234", "6221234"),
        ("95598", "95598"),
        *[(nothing, "") for nothing in ("", "无", "-", "/", " ", "\u3000", "没有", "——")],
    ],
)
def test_the_first_telephone_number_is_taken(cell, phone):
    assert person.phone(cell) == phone


@pytest.mark.parametrize("cell", ["1540000123", "154000012345", "问村长", "1.54E+10", "12"])
def test_what_is_no_telephone_number_is_refused(cell):
    with pytest.raises(BadCell, match="不是电话号码"):
        person.phone(cell)


@pytest.mark.parametrize(
    "cell, name",
    [
        ("安\u3000志", "安志"),
        (" 王富𬭎\u00a0", "王富𬭎"),
        ("㛃𬭎䶮", "㛃𬭎䶮"),
        ("沙马·拉者", "沙马·拉者"),
        ("合心便利店(2)", "合心便利店(2)"),
        ("合心（个体）", "合心（个体）"),
        ("John  Smith", "John Smith"),
        ("<b>", "<b>"),
        ("=1+1", "=1+1"),
        ("'=1+1", "=1+1"),
        ("安\u202e志", "安志"),
        ("长" * 200, "长" * 200),
    ],
)
def test_a_name_loses_blanks_and_nothing_else(cell, name):
    assert person.name(cell) == name


@pytest.mark.parametrize("cell", ["", " ", "#N/A", "#REF!", "长" * 201])
def test_a_name_that_is_none_needs_a_person(cell):
    with pytest.raises(BadCell):
        person.name(cell)


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text) and narrow(narrow(text)) == narrow(text)
