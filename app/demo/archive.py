"""The packed station: its lists, each row as the text that stands in the file."""

import csv
import io
import tarfile
from pathlib import Path

Row = dict[str, str]
PACKED = Path(__file__).parent / "yina.tar.xz"


def read(packed: Path = PACKED) -> dict[str, list[Row]]:
    """File name without ending -> its rows. The months' bills come together as 'bills'."""
    tables: dict[str, list[Row]] = {"bills": []}
    with tarfile.open(packed, "r:xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".csv"):
                rows = _rows(archive, member)
                name = Path(member.name).stem
                if name.startswith("bills_"):
                    tables["bills"] += rows
                else:
                    tables[name] = rows
    return tables


def fen(text: str) -> int:
    """Fen for '233.30', as the packed lists write every amount."""
    yuan, _, cents = text.partition(".")
    return int(yuan) * 100 + int(cents)


def _rows(archive: tarfile.TarFile, member: tarfile.TarInfo) -> list[Row]:
    file = archive.extractfile(member)
    assert file is not None, "a .csv member is a file"
    return list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))
