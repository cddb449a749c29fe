"""Text files, in the encodings and with the separators that they come in."""

import pytest

from app.exchange.limits import Limits
from app.exchange.readers.opening import open_table
from app.exchange.refusals import (
    DamagedFile,
    TooManyColumns,
    TooManyRows,
    UnreadableText,
)
from tests.exchange.made import rows_of, text_file

LIST = [
    ["户号", "户名", "备注"],
    ["0526000001", "㛃𬭎䶮", '说"好",的'],
    ["0526000002", "安\n志", ""],
]


@pytest.mark.parametrize(
    "encoding, note",
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_separator(
    tmp_path, encoding, note, separator
):
    path = text_file(tmp_path / "名单.csv", LIST, encoding, separator)
    assert open_table(path, path.name).note == note
    assert rows_of(path) == [(1, LIST[0]), (2, LIST[1]), (3, LIST[2])]


def test_a_name_says_nothing_about_the_format(tmp_path):
    assert rows_of(text_file(tmp_path / "名单.xlsx", LIST)) == list(enumerate(LIST, 1))


def test_blank_lines_count_as_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("户号,户名\n\n , \n0526000001,安\n\n\n", encoding="utf-8")
    assert rows_of(path) == [(1, ["户号", "户名"]), (4, ["0526000001", "安"])]


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf\xbb\xa7\xba\xc5", b"\xff\xfe\x00\xd8", b"a\xff"]
)
def test_text_in_no_encoding_is_refused(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(UnreadableText):
        rows_of(tmp_path / "a.csv")


def test_a_character_cut_in_two_is_named_by_its_line(tmp_path):
    """Old systems cut text at so many bytes and leave half a character."""
    lines = [f"0526000001,安志{n}" for n in range(100_000)]
    data = bytearray("\r\n".join(lines).encode("gb18030"))
    at = data.index(",安志70000".encode("gb18030")) + 2
    del data[at : at + 1]
    data[at : at + 1] = b","
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(UnreadableText, match="第 70001 行"):
        rows_of(tmp_path / "a.csv")


def test_a_quote_that_is_never_closed_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('户号,户名\n0526000001,"安\n' + "0526000002,柏\n" * 20_000, encoding="utf-8")
    with pytest.raises(DamagedFile, match="引号"):
        rows_of(path)


def test_a_nul_far_down_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("户号,户名\n" * 5_000 + "a\0b,c\n", encoding="utf-8")
    with pytest.raises(DamagedFile):
        rows_of(path)


def test_columns_and_rows_have_limits(tmp_path):
    wide = text_file(tmp_path / "wide.csv", [["x"] * 300])
    with pytest.raises(TooManyColumns):
        rows_of(wide)
    assert rows_of(text_file(tmp_path / "empty.csv", [["x"] + [""] * 300])) == [
        (1, ["x"] + [""] * 255)
    ]
    table = open_table(text_file(tmp_path / "long.csv", [["x"]] * 9), "long.csv", Limits(rows=8))
    with pytest.raises(TooManyRows):
        list(table.sheets[0].rows())
