"""Lists going out: text stays text, and a spreadsheet finds nothing in them to run."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.csv_out import csv_bytes, harmless, write_csv
from app.exchange.xlsx_out import Cell, sheet_name, write_xlsx
from tests.exchange.made import rows_of

HOSTILE = ["=1+1", "+1", "-x", "@SUM(A1)", '=HYPERLINK("http://x")', "<b>", "㛃𬭎䶮", "长" * 200]


def test_text_that_looks_like_a_formula_or_a_link_is_written_as_text(tmp_path):
    path = tmp_path / "a.xlsx"
    cells = [*HOSTILE, "http://x", "0526000001", "2026-10-03"]
    assert write_xlsx(path, "没收的行", [f"列{n}" for n in range(len(cells))], [cells, cells]) == 2
    sheet = openpyxl.load_workbook(path)["没收的行"]
    for row in sheet.iter_rows(min_row=2):
        assert [cell.value for cell in row] == cells
        assert all(cell.data_type == "s" and cell.hyperlink is None for cell in row)


def test_numbers_days_and_instants_are_real_ones(tmp_path):
    path = tmp_path / "a.xlsx"
    at = datetime(2026, 10, 3, 0, 5, 9, tzinfo=UTC)
    row: list[Cell] = [7, Decimal("-1234.50"), date(2026, 10, 3), at, None, True, ""]
    write_xlsx(path, "表", list("abcdefg"), [row])
    cells = openpyxl.load_workbook(path).active[2]
    assert cells[0].value == 7 and cells[1].value == -1234.5
    assert cells[2].value == datetime(2026, 10, 3) and cells[3].value == datetime(
        2026, 10, 3, 8, 5, 9
    )
    assert cells[4].value is None and cells[5].value == "是"


def test_a_list_goes_out_to_a_stream_and_comes_back_in(tmp_path):
    buffer = io.BytesIO()
    write_xlsx(buffer, "", ["户号", "户名"], ([f"05260000{n:02d}", "安"] for n in range(50)))
    (tmp_path / "a.xlsx").write_bytes(buffer.getvalue())
    rows = rows_of(tmp_path / "a.xlsx")
    assert len(rows) == 51 and rows[-1] == (51, ["0526000049", "安"])


@pytest.mark.parametrize(
    "words, name",
    [("没收的行", "没收的行"), ("a/b:c[1]*?", "abc1"), ("", "Sheet1"), ("长" * 50, "长" * 31)],
)
def test_any_words_can_name_a_sheet(words, name):
    assert sheet_name(words) == name


@pytest.mark.parametrize(
    "cell, text",
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-x", "'-x"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("\rx", "'\rx"), (" =1", "' =1"), ("＝1", "'＝1"), ("-61.51", "-61.51"), (-5, "-5"),
        (Decimal("-61.50"), "-61.50"), ("0526000001", "0526000001"), (None, ""), (True, "是"),
        (date(2026, 10, 3), "2026-10-03"), ("安", "安"), ("-5+1", "'-5+1"), ("-", "'-"),
        (datetime(2026, 10, 3, 0, 5, tzinfo=UTC), "2026-10-03 08:05:00"),
    ],
)  # fmt: skip
def test_a_csv_cell_can_not_become_a_formula(cell, text):
    assert harmless(cell) == text


@given(st.text(max_size=12))
def test_no_text_goes_out_beginning_like_a_formula(text):
    out = harmless(text)
    if out.lstrip().startswith(("=", "+", "@", "-")):
        assert out.lstrip("-").replace(".", "", 1).isdecimal()


def test_a_csv_begins_with_a_bom_and_ends_lines_as_excel_does(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        assert write_csv(target, ["户号", "户名"], [["0526000001", "㛃,𬭎"], ["x", "=1"]]) == 2
    data = path.read_bytes()
    assert data == csv_bytes(["户号", "户名"], [["0526000001", "㛃,𬭎"], ["x", "=1"]])
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 3
    assert rows_of(path)[1:] == [(2, ["0526000001", "㛃,𬭎"]), (3, ["x", "'=1"])]
