"""The dirty export, unpacked once, and what its station has already."""

import csv
import io
import json
import lzma
import tarfile
from pathlib import Path

import pytest

from app.exchange.rows.problem import Known

FILES = Path(__file__).parent / "files"
STATION = Path(__file__).parents[2] / "app" / "demo" / "yina.tar.xz"


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with customers.xlsx, 欠费明细.csv and truth.json as they came."""
    folder = tmp_path_factory.mktemp("export")
    with tarfile.open(fileobj=io.BytesIO(lzma.open(FILES / "yina_export.tar.xz").read())) as packed:
        # Debian 12's Python has no filters yet; the archive is our own.
        packed.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        packed.extractall(folder)
    return folder / "yina_export"


@pytest.fixture(scope="session")
def truth(export: Path) -> dict:
    """What is wrong in the export, counted by whoever made it."""
    return json.loads((export / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def clean() -> dict[str, list[dict[str, str]]]:
    """The clean lists that the export was made from: customers, districts, arrears."""
    lists = {}
    with tarfile.open(STATION, "r:xz") as packed:
        for name in ("customers", "districts", "arrears_2026-10-20"):
            member = packed.extractfile(f"yina/{name}.csv")
            assert member is not None
            lists[name.partition("_")[0]] = list(
                csv.DictReader(io.TextIOWrapper(member, "utf-8", newline=""))
            )
    return lists


@pytest.fixture(scope="session")
def known(clean: dict[str, list[dict[str, str]]]) -> Known:
    """The accounts and districts of the clean lists."""
    return Known(
        accounts={row["account_no"] for row in clean["customers"]},
        districts={row["code"] for row in clean["districts"]},
    )
