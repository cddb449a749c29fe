"""Workbooks that are broken, hostile or very long."""

import tracemalloc

import pytest

from app.exchange.limits import Limits
from app.exchange.readers.opening import open_table
from app.exchange.refusals import Bomb, DamagedFile, TooManyColumns, TooManyRows
from tests.exchange.made import LIST, rows_of, sheet_of, with_part, workbook


def test_a_million_empty_rows_cost_no_memory(tmp_path):
    path = workbook(tmp_path / "a.xlsx", LIST)
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 200_001))
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    with_part(path, "xl/worksheets/sheet1.xml", sheet_of(rows + last))
    tracemalloc.start()
    assert rows_of(path) == [(1_048_576, ["1"])]
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_one_cell_in_the_last_corner_is_refused_and_not_made_room_for(tmp_path):
    path = workbook(tmp_path / "a.xlsx", LIST)
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with_part(path, "xl/worksheets/sheet1.xml", sheet_of(corner))
    with pytest.raises(TooManyColumns):
        rows_of(path)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="Ä1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        f'<row r="1"><c r="A1" t="str"><v>{"长" * 40_000}</v></c></row>',
        f'<row r="1"><c r="A1" t="{"x" * 5_000_000}"><v>1</v></c></row>',
    ],
)
def test_a_broken_sheet_is_refused_as_broken(tmp_path, rows):
    path = workbook(tmp_path / "a.xlsx", LIST)
    with_part(path, "xl/worksheets/sheet1.xml", sheet_of(rows))
    with pytest.raises(DamagedFile, match="a.xlsx"):
        rows_of(path)


def test_a_row_below_the_last_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", LIST)
    row = '<row r="1048577"><c r="A1"><v>1</v></c></row>'
    with_part(path, "xl/worksheets/sheet1.xml", sheet_of(row))
    with pytest.raises(TooManyRows):
        rows_of(path)


def test_too_many_shared_strings_are_a_bomb(tmp_path):
    path = workbook(tmp_path / "a.xlsx", LIST)
    with pytest.raises(Bomb):
        table = open_table(path, "a.xlsx", Limits(strings=2))
        list(table.sheets[0].rows())


def test_rows_come_one_by_one(tmp_path):
    """The first rows of a long sheet are there before the rest has been read."""
    path = workbook(tmp_path / "a.xlsx", [["户号", str(n)] for n in range(30_000)], True)
    tracemalloc.start()
    rows = open_table(path, "a.xlsx").sheets[0].rows()
    assert next(rows) == (1, ["户号", "0"])
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()
