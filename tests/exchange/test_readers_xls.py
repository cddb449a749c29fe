"""Old binary workbooks, and ones that are broken or hostile."""

from pathlib import Path

import pytest

from app.exchange.readers.opening import open_table
from app.exchange.refusals import DamagedFile
from tests.exchange.made import rows_of

FILES = Path(__file__).parent / "files"


def test_an_old_binary_workbook_is_read_without_its_hidden_sheet():
    table = open_table(FILES / "old.xls", "old.xls")
    assert table.note == "老版 Excel" and [sheet.name for sheet in table.sheets] == ["欠费"]
    assert rows_of(FILES / "old.xls")[1:] == [
        (3, ["", "户号", "户名", "电费年月", "欠费金额(元)", "发行日期", "缴费时间", "备注"]),
        (4, ["", "0526000001", "安安志", "202610", "115.37", "2026-10-03",
             "2026-10-05 08:05:00", ""]),
        (5, ["", "526000002", "王富𬭎", "202609", "0.3", "", "", "TRUE"]),
        (7, ["", "合计", "", "", "", "", "", ""]),
    ]  # fmt: skip


def test_an_old_workbook_that_kills_the_library_is_refused_and_kills_nothing_else(tmp_path):
    """One number's cell moved to the last corner: the library asks for 137 GB and aborts."""
    data = bytearray((FILES / "old.xls").read_bytes())
    at = data.find(b"\x03\x02\x0e\x00") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(DamagedFile):
        rows_of(tmp_path / "a.xls")


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
def test_an_old_workbook_cut_short_is_refused_or_read(tmp_path, kept):
    data = (FILES / "old.xls").read_bytes()
    (tmp_path / "a.xls").write_bytes(data[: int(len(data) * kept)])
    try:
        rows_of(tmp_path / "a.xls")
    except DamagedFile as refused:
        assert "a.xls" in refused.words
