"""How long an import takes, how much memory, and how long a collection waits meanwhile.

    python -m tests.measure_import [--rows 360000] [--kind customers] [--format csv] [--url …]

Prints JSON lines: one for each import, one for the collections that another process posted all
the while. Not a test: it takes minutes.
"""

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from app import db, engines
from app.bulk import insert_rows
from app.customers.customer import Customer
from app.exchange.csv_out import write_csv
from app.exchange.whole import import_file
from app.exchange.xlsx_out import write_xlsx
from app.ledger import seal, verify
from app.ledger.collect import collect
from app.station.people import Staff, Station
from app.station.territory import District
from tests.world import MORNING, PERIOD, SETTINGS, World, key

HEADS = {
    "customers": (
        "序号", "供电所", "户号", "户名", "联系电话", "用电类别", "台区编号", "台区名称",
        "用电地址", "经度", "纬度", "电能表号", "付费方式", "备注", "营销备注",
    ),
    "receivables": ("户号", "户名", "电费年月", "应收电费", "实收电费", "发行日期", "缴费截止日"),
    "arrears": ("户号", "户名", "电费年月", "欠费金额"),
}  # fmt: skip
PAYERS = 500
_SURNAMES, _NAMES = "张王李赵陆单曾仇区查禄安马苏", "朝贵春花云龙志英明学文礼芬琼"


def rows(kind: str, count: int) -> Iterator[tuple[str, ...]]:
    """So many rows of a made-up list, the same each time."""
    chance = random.Random(20261021)
    for n in range(count):
        account = f"06{n:08d}"
        name = chance.choice(_SURNAMES) + chance.choice(_NAMES) + chance.choice(_NAMES)
        if kind == "customers":
            district = n // 60
            yield (
                str(n + 1), "迤那供电所", account, name, f"154{chance.randrange(10**8):08d}",
                "居民", f"TQ{district:08d}", f"{district}号公变", f"迤那镇双营村{n}号",
                f"{103.8 + chance.random() / 10:.5f}", f"{27 + chance.random() / 10:.5f}",
                f"051{n:011d}", "后付费", "", "",
            )  # fmt: skip
        elif kind == "receivables":
            due, paid = chance.randrange(1000, 20000), chance.random() < 0.72
            yield (
                account, name, str(PERIOD), f"{due / 100:.2f}", f"{due / 100 * paid:.2f}",
                "2026-10-04", "2026-10-25",
            )  # fmt: skip
        elif n % 4 == 0:
            yield (account, name, str(PERIOD), f"{chance.randrange(1, 900) / 100:.2f}")


def write(folder: Path, kind: str, count: int, form: str) -> Path:
    """The list as a file."""
    path = folder / f"{kind}.{form}"
    if form == "xlsx":
        write_xlsx(path, "名单", HEADS[kind], rows(kind, count))
    else:
        with path.open("w", encoding="utf-8", newline="") as target:
            write_csv(target, HEADS[kind], rows(kind, count))
    return path


def open_database(url: str) -> None:
    """Bind this process to the database."""
    db.bind(engines.open_database(url))
    seal.use_keys([("test", b"k" * 32)])


def prepare(url: str, count: int) -> None:
    """The world with the lists' districts, and customers who pay while lists come in."""
    open_database(url)
    db.migrate()
    world = World()
    with db.transaction():
        codes = [f"TQ{n:08d}" for n in range(count // 60 + 1)]
        fields = (District.station, District.code, District.name)
        insert_rows(fields, [(world.station.id, code, code) for code in codes])
    for _ in range(PAYERS):
        world.bill(world.customer(), 100_000_00)
    db.database.close()


def collect_on(url: str, stop: Any, pause: float, found: Any) -> None:
    """Post collections one after the other until told to stop; give back the seconds of each."""
    open_database(url)
    an = Staff.get(Staff.login == "an")
    payers = list(Customer.select().where(Customer.account_no.startswith("05")).limit(PAYERS))
    waited: list[float] = []
    at = MORNING
    while not stop.is_set():
        at += timedelta(seconds=1)
        started = time.perf_counter()
        collect(
            payers[len(waited) % PAYERS], 100, method="cash", by=an, at=at, key=key(),
            settings=SETTINGS,
        )  # fmt: skip
        waited.append(time.perf_counter() - started)
        time.sleep(pause)
    found.put(waited)


def bring_in(url: str, path: str, kind: str, result: Any) -> None:
    """Import the file, in a process of its own as the worker does."""
    open_database(url)
    station = Station.get(Station.code == "YI")
    started = time.perf_counter()
    spoke: dict[str, Any] = {}

    def progress(done: int, of: int) -> None:
        spoke.setdefault("first", time.perf_counter() - started)

    at = MORNING + timedelta(days=1)
    money = kind != "customers"
    loaded = import_file(
        Path(path), kind, station, MORNING if money else None, False if money else None,
        by=None, at=at, progress=progress,
    )  # fmt: skip
    result.put(
        {
            "import": kind,
            "rows": sum(loaded.counts.values()),
            "counts": loaded.counts,
            "seconds": round(time.perf_counter() - started, 1),
            "rows_per_second": int(sum(loaded.counts.values()) / (time.perf_counter() - started)),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
    )


def at_once(url: str, path: Path, kind: str, pause: float) -> None:
    """One import with collections going on, told in two lines."""
    spawn = multiprocessing.get_context("spawn")
    stop, found, result = spawn.Event(), spawn.Queue(), spawn.Queue()
    collector = spawn.Process(target=collect_on, args=(url, stop, pause, found))
    collector.start()
    importer = spawn.Process(target=bring_in, args=(url, str(path), kind, result))
    importer.start()
    print(json.dumps(result.get(), ensure_ascii=False), flush=True)
    importer.join()
    stop.set()
    waited = sorted(found.get())
    collector.join()
    told = {"collections": len(waited), "during": kind}
    for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)):
        told[f"{name}_ms"] = round(1000 * waited[min(len(waited) - 1, int(len(waited) * share))])
    told["over_a_second"] = sum(seconds > 1 for seconds in waited)
    print(json.dumps(told), flush=True)


def main() -> int:
    """Measure what the command line asks for; twice the same list, then its second time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=360_000)
    parser.add_argument("--kinds", default="customers")
    parser.add_argument("--format", default="csv", choices=("csv", "xlsx"))
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--url", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        url = asked.url or f"sqlite:///{folder}/measured.db"
        prepare(url, asked.rows)
        for kind in asked.kinds.split(","):
            path = write(Path(folder), kind, asked.rows, asked.format)
            for _ in range(asked.times):
                at_once(url, path, kind, asked.pause)
        open_database(url)
        problems = list(verify.problems(Station.get(Station.code == "YI")))
        print(json.dumps({"verify": problems}))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
