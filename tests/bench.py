"""`make bench`: JSON lines, each a ratio taken in one run on one machine.

Today's page (60 stops) and the station page against a bare Flask route that sends a ready-made
string of the same size from the same server; the same again with 360,000 customers in the
database; bytes of a first visit and of a fragment; one sheet's PDF; import rows a second.
"""

import gzip
import http.client
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests import served

ROUNDS = 150
STATIONS = 42  # 42 stations of 8,500 customers are 357,000: the bureau of account 004
COLLECTOR, HEAD = "s10", "s01"
BARE = [sys.executable, "-m", "tests.bench_server"]


def say(**figures: Any) -> None:
    """One JSON line."""
    print(json.dumps(figures, ensure_ascii=False), flush=True)


class Client:
    """A browser's worth of HTTP: one kept connection and a session cookie."""

    def __init__(self, base: str, login: str) -> None:
        parts = urlsplit(base)
        self.line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80)
        self.cookie = ""
        token = _token(self.get("/login")[1].decode())
        body = urlencode({"login": login, "password": "demo", "csrf_token": token})
        self.line.request(
            "POST", "/login", body,
            {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie},
        )  # fmt: skip
        self._keep(self.line.getresponse())

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body."""
        self.line.request("GET", path, headers={"Cookie": self.cookie} | headers)
        return self._keep(self.line.getresponse())

    def _keep(self, answer: http.client.HTTPResponse) -> tuple[int, bytes]:
        set_cookie = answer.getheader("Set-Cookie") or ""
        if set_cookie.startswith("session="):
            self.cookie = set_cookie.partition(";")[0]
        return answer.status, answer.read()


def _token(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def milliseconds(client: Client, path: str) -> float:
    """One request's time."""
    start = time.perf_counter()
    status, _ = client.get(path)
    if status != 200:
        raise SystemExit(f"{path} answered {status}")
    return (time.perf_counter() - start) * 1000


def against_bare(client: Client, path: str) -> dict[str, Any]:
    """Medians of the page and of the bare route with as many bytes, taken in turn."""
    size = len(client.get(path)[1])
    bare = f"/bare/?size={size}"
    for _ in range(20):
        milliseconds(client, path), milliseconds(client, bare)
    pairs = [(milliseconds(client, path), milliseconds(client, bare)) for _ in range(ROUNDS)]
    page_ms, bare_ms = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "page": path, "bytes": size, "page_ms": round(page_ms, 2), "bare_ms": round(bare_ms, 2),
        "ratio": round(page_ms / bare_ms, 2),
    }  # fmt: skip


def multiply(path: Path, copies: int) -> None:
    """Copy the demo station's customers, districts and bills into so many further stations."""
    with sqlite3.connect(path) as db:
        _multiply(db, copies)
    db.close()


def _multiply(db: sqlite3.Connection, copies: int) -> None:
    step = {t: _highest(db, t) for t in ("district", "customer", "bill")}
    for n in range(1, copies + 1):
        db.execute(
            "INSERT INTO station (id, bureau_id, code, name) VALUES (?, NULL, ?, ?)",
            (1000 + n, f"BENCH{n}", f"第{n}所"),
        )
        shift = {name: n * value for name, value in step.items()}
        for table in ("district", "customer", "bill"):
            _copy(db, table, 1000 + n, shift)
    db.execute("ANALYZE")


def _highest(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT MAX(id) FROM {table}").fetchone()[0])


def _copy(db: sqlite3.Connection, table: str, station: int, shift: dict[str, int]) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    moved = {
        "id": f"id + {shift[table]}", "station_id": str(station),
        "district_id": f"district_id + {shift['district']}",
        "customer_id": f"customer_id + {shift['customer']}",
    }  # fmt: skip
    wanted = ", ".join(moved.get(c, f'"{c}"') for c in columns)
    names = ", ".join(f'"{c}"' for c in columns)
    where = f"station_id = (SELECT MIN(id) FROM station) AND id <= {shift[table]}"
    if table == "bill":
        where += " AND period = (SELECT MAX(period) FROM bill)"
    db.execute(f"INSERT INTO {table} ({names}) SELECT {wanted} FROM {table} WHERE {where}")


def sizes(client: Client) -> None:
    """Compressed bytes of a first visit and of a search's fragment."""
    _, page = client.get("/today", **{"Accept-Encoding": "gzip"})
    html = gzip.decompress(page).decode()
    total = len(page)
    for part in {p.split('"')[0].split("#")[0] for p in html.split("/static/")[1:]}:
        total += len(client.get(f"/static/{part}", **{"Accept-Encoding": "br, gzip"})[1])
    fragment = client.get("/customers?q=a", **{"Accept-Encoding": "gzip", "HX-Request": "true"})
    say(measure="bytes", first_visit=total, first_visit_limit=60_000,
        fragment=len(fragment[1]), fragment_limit=5_000)  # fmt: skip


def small_and_large(env: dict[str, str], folder: Path) -> None:
    """The two pages at the demo's size and at 360,000 customers, each served anew."""
    seen: dict[str, list[float]] = {}
    for copies in (0, STATIONS - 1):
        if copies:
            multiply(folder / "demo.db", copies)
        with served.serving(env, BARE) as base:
            for login, path in ((COLLECTOR, "/today"), (HEAD, "/station")):
                client = Client(base, login)
                figures = against_bare(client, path)
                seen.setdefault(path, []).append(figures["page_ms"] / figures["bare_ms"])
                say(measure="page", customers=8500 * (copies + 1), **figures)
            if not copies:
                sizes(Client(base, COLLECTOR))
    for path, (small, large) in seen.items():
        say(measure="growth", page=path, ratio=round(large / small, 2), limit=1.2)


def sheets(env: dict[str, str], folder: Path) -> None:
    """Seconds for one collector's sheet as PDF, the start of the program taken off."""
    command = [sys.executable, "-m", "app"]
    start = time.perf_counter()
    subprocess.run([*command, "--help"], env=env, check=True, stdout=subprocess.DEVNULL)
    idle = time.perf_counter() - start
    out = folder / "sheets"
    out.mkdir()
    start = time.perf_counter()
    day = subprocess.run(
        [*command, "sheets", "--date", os.environ.get("BENCH_DAY", _tomorrow()), "--out", str(out)],
        env=env, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    seconds = time.perf_counter() - start - idle
    count = len(list(out.glob("*.pdf")))
    say(measure="sheets", pdfs=count, seconds=round(seconds, 1),
        seconds_each=round(seconds / max(count, 1), 2), exit=day.returncode)  # fmt: skip


def _tomorrow() -> str:
    return time.strftime("%Y-%m-22")


def main() -> None:
    """Everything, in a folder that goes away."""
    folder = Path(tempfile.mkdtemp())
    try:
        env = served.load_demo(folder)
        sheets(env, folder)
        small_and_large(env, folder)
        subprocess.run([sys.executable, "-m", "tests.measure_import"], check=False)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
