"""Web pages and XML spreadsheets that call themselves .xls."""

import pytest

from app.exchange.readers.opening import open_table
from app.exchange.refusals import DamagedFile, ForbiddenXml, TooManyColumns
from tests.exchange.made import rows_of

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td {color:red}</style>
</head><body><table border=1><tr><td colspan="3">欠费明细表</td></tr>
<tr><th>户号</th><th>户名</th><th>欠费
 金额</th></tr>
<tr><td rowspan=2 x:str>0526000001<td>㛃&nbsp;𬭎<td>&yen;1,234.50
<TR><TD>安<TD>12<br>元</TD></TR></table><p>页脚</p>
<table><tr><td>合计</td><td></td><td>1,246.50</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_web_page_that_calls_itself_xls_is_read(tmp_path, encoding):
    path = tmp_path / "欠费.xls"
    path.write_bytes(PAGE.encode(encoding))
    assert rows_of(path) == [
        (1, ["欠费明细表", "", ""]),
        (2, ["户号", "户名", "欠费  金额"]),
        (3, ["0526000001", "㛃\u00a0𬭎", "¥1,234.50"]),
        (4, ["", "安", "12\n元"]),
        (5, ["合计", "", "1,246.50"]),
    ]


def test_a_page_fetches_nothing_and_runs_nothing(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><script>x</script>"
        "<img src=http://127.0.0.1:9/><table><tr><td>&x;</td><td>1</td></tr></table>",
        encoding="utf-8",
    )
    assert rows_of(path) == [(1, ["&x;", "1"])]


@pytest.mark.parametrize(
    "page", ["<html><!--" + "x" * 3_000_000, "<table><tr><td a='" + "x" * 3_000_000]
)
def test_a_tag_without_an_end_is_refused(tmp_path, page):
    (tmp_path / "a.xls").write_text(page, encoding="utf-8")
    with pytest.raises(DamagedFile):
        rows_of(tmp_path / "a.xls")


def test_a_cell_that_spans_everything_stays_small(tmp_path):
    path = tmp_path / "a.xls"
    wide = "<table><tr><td colspan=999999999>户号</td></tr><tr><td colspan=x>安</td></tr>"
    path.write_text(wide, encoding="utf-8")
    assert rows_of(path) == [(1, ["户号"] + [""] * 255), (2, ["安"])]
    path.write_text(wide.replace("colspan=9", "rowspan=99 colspan=9"), encoding="utf-8")
    with pytest.raises(TooManyColumns):
        rows_of(path)


XML = """<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">不该读</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
<Worksheet ss:Name="欠费"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell>
<Cell><Data ss:Type="String">x</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell></Row>
<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="Number">0.30000000000000004</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-10-03T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-10-03T08:05:00.000</Data></Cell>
<Cell><ss:Data ss:Type="String"><B>安</B>志</ss:Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_an_xml_spreadsheet_that_calls_itself_xls_is_read(tmp_path, encoding):
    path = tmp_path / "欠费.xls"
    path.write_bytes(XML.encode(encoding))
    assert [sheet.name for sheet in open_table(path, path.name).sheets] == ["欠费"]
    assert rows_of(path) == [
        (1, ["标题", "", "", "x"]),
        (4, ["", "0.3", "2026-10-03", "2026-10-03 08:05:00", "安志", "#N/A", "TRUE"]),
    ]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(tmp_path, declared):
    path = tmp_path / "a.xls"
    path.write_text(XML.replace("<Workbook", f"{declared}<Workbook", 1), encoding="utf-8")
    with pytest.raises(ForbiddenXml):
        rows_of(path)


def test_an_xml_spreadsheet_cut_short_is_refused(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(XML[:-400], encoding="utf-8")
    with pytest.raises(DamagedFile):
        rows_of(path)
