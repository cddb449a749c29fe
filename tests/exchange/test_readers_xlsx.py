"""Excel workbooks: what is shown in a cell is what is read, one row at a time."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from app.exchange.readers.opening import open_table
from tests.exchange.made import LIST, rows_of, sheet_of, with_part, workbook


@pytest.mark.parametrize("in_stream", [False, True])
def test_strings_are_read_from_the_shared_table_and_from_the_cells(tmp_path, in_stream):
    path = workbook(tmp_path / "a.xlsx", LIST, in_stream)
    assert rows_of(path) == [
        (1, ["欠费明细"]),
        (2, ["户号", "户名"]),
        (3, ["0526000001", "㛃𬭎䶮"]),
        (4, ["526000002", "<b>"]),
    ]


def test_a_cell_reads_as_it_is_shown(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_number(0, 0, 0.1 + 0.2)
        page.write_number(0, 1, 526000001, book.add_format({"num_format": "0000000000"}))
        page.write_number(0, 2, 5100526819267)
        page.write_number(0, 3, 1.5e21)
        page.write_number(0, 4, -61.51, book.add_format({"num_format": "#,##0.00;[Red]-#,##0.00"}))
        page.write_datetime(0, 5, date(2026, 10, 3), book.add_format({"num_format": "yyyy/m/d"}))
        page.write_datetime(
            0,
            6,
            datetime(2026, 10, 3, 8, 5),
            book.add_format({"num_format": 'yyyy"年"m"月"d"日" h:mm'}),
        )
        page.write_number(0, 7, 46298, book.add_format({"num_format": 57}))
        page.write_formula(0, 8, "=1+1", None, 2)
        page.write_formula(0, 9, '="a"&"b"', None, "ab")
        page.write_formula(0, 10, "=NA()", None, "#N/A")
        page.write_boolean(0, 11, True)
        page.write_rich_string(0, 12, "安", book.add_format({"bold": True}), "志")
        page.write_string(0, 13, "a_x000A_b\x07c")
    assert rows_of(path)[0][1] == [
        "0.3", "0526000001", "5100526819267", "1.5E+21", "-61.51", "2026-10-03",
        "2026-10-03 08:05:00", "2026-10-03", "2", "ab", "#N/A", "TRUE", "安志", "a_x000A_bc",
    ]  # fmt: skip


def test_an_errors_name_is_kept_for_the_person_who_has_to_decide(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["0526000001", "#N/A", "#VALUE!"])
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == [(1, ["0526000001", "#N/A", "#VALUE!"])]


def test_dates_counted_from_1904_are_the_same_dates(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime(0, 0, date(2026, 10, 3), day)
    assert rows_of(tmp_path / "a.xlsx") == [(1, ["2026-10-03"])]


def test_row_numbers_count_blank_rows_and_gaps(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page, grey = book.add_worksheet(), book.add_format({"bg_color": "gray"})
        page.write(1, 2, "户号")
        page.write_blank(2, 0, None, grey)
        page.write(3, 0, " ")
        page.write(8, 0, "x")
    assert rows_of(tmp_path / "a.xlsx") == [(2, ["", "", "户号"]), (9, ["x"])]


def test_hidden_sheets_are_passed_over(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name, hide in (("旧", "hide"), ("更旧", "very_hidden"), ("用户", "")):
            page = book.add_worksheet(name)
            page.write(0, 0, name)
            if hide:
                getattr(page, hide)()
        book.get_worksheet_by_name("用户").set_first_sheet()
        book.get_worksheet_by_name("用户").activate()
    table = open_table(tmp_path / "a.xlsx", "a.xlsx")
    assert [sheet.name for sheet in table.sheets] == ["用户"]


def test_chart_sheets_are_no_lists(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=表!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)
        book.add_worksheet("表").write(0, 0, "户号")
    table = open_table(tmp_path / "a.xlsx", "a.xlsx")
    assert [sheet.name for sheet in table.sheets] == ["表"]


def test_tags_with_a_prefix_and_cells_without_addresses_read_the_same(tmp_path):
    path = workbook(tmp_path / "a.xlsx", LIST)
    sheet = """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>户号</x:t>
      <x:rPh><x:t>hù</x:t></x:rPh></x:is></x:c><x:c><x:v>12.50</x:v></x:c></x:row>
      <x:row r="5"><x:c r="B5"><x:v>7</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>"""
    with_part(path, "xl/worksheets/sheet1.xml", sheet.encode())
    assert rows_of(path) == [(1, ["户号", "12.50"]), (5, ["", "7"])]


def test_the_stream_agrees_with_the_library_on_the_whole_export(export):
    sheet = CalamineWorkbook.from_path(export / "customers.xlsx").get_sheet_by_index(0)
    theirs = [
        [str(cell).removesuffix(".0") if isinstance(cell, float) else cell for cell in row]
        for row in sheet.iter_rows()
    ]
    ours = dict(rows_of(export / "customers.xlsx"))
    assert len(theirs) == max(ours)
    errors = 0
    for number, row in enumerate(theirs, 1):
        mine = ours.get(number, [])
        mine = mine + [""] * (len(row) - len(mine))
        errors += sum(cell == "#N/A" for cell in mine)  # which the library gives as nothing
        assert ["" if cell == "#N/A" else cell for cell in mine] == row
    assert errors == 3


def test_another_place_for_the_parts_is_found_through_the_relations(tmp_path):
    path = workbook(tmp_path / "a.xlsx", LIST)
    sheet = Path(path)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://x/worksheet" Target="/xl/elsewhere/List.xml"/>'
        "</Relationships>"
    )
    with_part(sheet, "xl/_rels/workbook.xml.rels", relations.encode())
    with_part(sheet, "xl/elsewhere/list.xml", sheet_of('<row r="1"><c r="A1"><v>7</v></c></row>'))
    assert rows_of(sheet) == [(1, ["7"])]
