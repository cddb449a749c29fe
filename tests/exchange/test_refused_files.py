"""A file that is no list is refused in plain words, whatever its name says."""

import zipfile
from pathlib import Path

import pytest

from app.exchange.limits import Limits
from app.exchange.readers.opening import open_table
from app.exchange.refusals import (
    Bomb,
    DamagedFile,
    EmptyFile,
    FileRefused,
    FileTooBig,
    ForbiddenXml,
    LockedFile,
    NotATable,
)
from app.refusals import Refusal
from tests.exchange.made import rows_of, with_part, workbook

FILES = Path(__file__).parent / "files"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://x/officeDocument" Target="{}"/></Relationships>'
)


@pytest.mark.parametrize(
    "content, what",
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"BM\0\0\0\0", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"\x1f\x8b\x08\0", "压缩包"),
        (b"{\\rtf1}", "RTF"),
        (b"PK\x05\x06" + bytes(18), "压缩包"),
        (b"MZ\x90\0", "程序"),
        (b"abc\0\0\x01\x02", "二进制"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML"),
        (b"MIME-Version: 1.0\r\n", "mht"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(tmp_path, content, what):
    (tmp_path / "用户.xlsx").write_bytes(content)
    with pytest.raises(NotATable) as caught:
        rows_of(tmp_path / "用户.xlsx")
    assert what in caught.value.words and "用户.xlsx" in caught.value.words


@pytest.mark.parametrize(
    "main, what",
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "演示文稿"),
        ("xl/workbook.bin", "xlsb"),
        ("", "压缩包"),
    ],
)
def test_another_kind_of_zip_is_called_by_its_name(tmp_path, main, what):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "x")
        if main:
            package.writestr("_rels/.rels", RELATIONS.format(main))
    with pytest.raises(NotATable, match=what):
        rows_of(path)


def test_an_open_document_asks_to_be_saved_again(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<x/>")
    with pytest.raises(NotATable, match="另存为 .xlsx"):
        rows_of(tmp_path / "a.ods")


def test_a_word_file_of_the_old_kind_is_called_by_its_name(tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(NotATable, match="Word"):
        rows_of(tmp_path / "a.xls")


def test_a_file_with_a_password_asks_to_take_it_off():
    with pytest.raises(LockedFile, match="密码"):
        open_table(FILES / "locked.xlsx", "locked.xlsx")


def test_an_encrypted_zip_asks_to_take_the_password_off(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["户号"]])
    data = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(magic)
        data[at + offset] |= 1
    path.write_bytes(data)
    with pytest.raises(LockedFile):
        rows_of(path)


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(EmptyFile):
        rows_of(tmp_path / "a.csv")


def test_two_hundred_megabytes_are_refused_unread(tmp_path):
    for name, magic in (("a.csv", b"a,b\n"), ("a.xlsx", b"PK\x03\x04")):
        with (tmp_path / name).open("wb") as stream:
            stream.write(magic)
            stream.truncate(200 * 1024 * 1024)  # sparse: takes no room
        with pytest.raises(FileTooBig, match="200 MB"):
            open_table(tmp_path / name, name)


def test_the_limit_is_a_setting(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["户号"]])
    with pytest.raises(FileTooBig):
        open_table(path, "a.xlsx", Limits(packed_bytes=100))


def bomb(path: Path, size: int) -> Path:
    workbook(path, [["户号"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        with package.open("xl/media/big.xml", "w") as part:
            for _ in range(size // 1_000_000):
                part.write(bytes(1_000_000))
    return path


def test_a_part_that_unpacks_a_thousandfold_is_a_bomb(tmp_path):
    with pytest.raises(Bomb, match="解开后大得不正常"):
        rows_of(bomb(tmp_path / "a.xlsx", 20_000_000))


def test_what_unpacks_to_more_than_the_limit_is_a_bomb(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["户号", str(n)] for n in range(2_000)])
    with pytest.raises(Bomb):
        open_table(path, "a.xlsx", Limits(unpacked_bytes=50_000))


def test_too_many_parts_are_a_bomb(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["户号"]])
    with zipfile.ZipFile(path, "a") as package:
        for n in range(2_000):
            package.writestr(f"x/{n}", b"")
    with pytest.raises(Bomb):
        rows_of(path)


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path):
    """A bomb whose directory says that the sheet is small ends when the small size is read."""
    path = workbook(tmp_path / "a.xlsx", [["户号", str(n)] for n in range(5_000)])
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(DamagedFile):
        rows_of(path)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_zip_cut_short_is_refused_as_broken(tmp_path, kept):
    path = workbook(tmp_path / "a.xlsx", [["户号", str(n)] for n in range(500)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(DamagedFile, match="没传完整"):
        rows_of(path)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_an_entity_in_any_part_of_a_workbook_is_refused(tmp_path, part):
    path = workbook(tmp_path / "a.xlsx", [["户号"]])
    with zipfile.ZipFile(path) as package:
        content = package.read(part).decode()
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with_part(path, part, content.replace("?>", f"?>{declared}", 1).encode())
    with pytest.raises(ForbiddenXml):
        rows_of(path)


def test_every_refusal_is_one_of_the_familys_with_words():
    for refusal in (NotATable("a", "PDF"), LockedFile("a"), EmptyFile("a"), Bomb("a")):
        assert isinstance(refusal, FileRefused) and isinstance(refusal, Refusal)
        assert refusal.words.startswith("「a」")
