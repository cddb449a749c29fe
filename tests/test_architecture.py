"""The house's laws, read from the imports: which room may use which, and how long things may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
# Top to bottom: a file imports only from rooms above its own, or from its own (design.md §2).
ROOMS = (
    "clock", "money", "refusals", "config", "engines", "db", "bulk", "prepared",
    "station", "jobs", "notices", "customers", "billing", "fieldwork", "ledger", "standing",
    "escalation", "ranking", "outreach", "dayplan", "review", "exchange", "demo", "web", "views",
    "__init__", "cli", "__main__",
)  # fmt: skip
HTTP = ("flask", "werkzeug", "htmx_flask", "wtforms")
HTTP_ROOMS = {"web", "views", "cli", "__init__", "__main__"}
PURE = (
    "clock.py", "money.py", "refusals.py", "billing/late_fee.py", "customers/names.py",
    "dayplan/drawing.py", "dayplan/places.py", "dayplan/planner.py", "dayplan/spread.py",
    "dayplan/tour.py", "dayplan/worth.py",
    "escalation/closing.py", "escalation/credit.py", "escalation/deeds.py", "escalation/facts.py",
    "escalation/guards.py", "escalation/notices.py", "escalation/pace.py", "escalation/play.py",
    "escalation/rules.py",
    "escalation/sentences.py", "escalation/steps.py", "escalation/takeover.py",
    "escalation/timing.py", "escalation/told.py", "escalation/verdicts.py", "fieldwork/evidence.py",
    "fieldwork/gcj.py", "fieldwork/gps.py", "ledger/allocate.py", "ledger/reconcile.py",
    "ledger/seal.py", "standing/rate.py",
)  # fmt: skip
FORBIDDEN_NAMES = ("utils", "helpers", "common", "services", "manager", "misc")
LONGEST_FILE, LONGEST_FUNCTION = 200, 40


def files() -> list[Path]:
    return [p for p in sorted(APP.rglob("*.py")) if "migrations" not in p.parts]


def room(path: Path) -> str:
    first = path.relative_to(APP).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(module, inside a function?) for everything the file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, id(node) in inside
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "app":
                for name in node.names:
                    yield f"app.{name.name}", id(node) in inside
            else:
                yield node.module, id(node) in inside


def upward(path: Path) -> list[str]:
    mine = ROOMS.index(room(path))
    found = []
    for module, _ in imports(path):
        if module.startswith("app."):
            other = module.split(".")[1]
            target = other if other in ROOMS else "__init__"
            if ROOMS.index(target) > mine:
                found.append(module)
    return found


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(APP)))
def test_a_file_imports_only_from_rooms_above_its_own(path: Path):
    assert room(path) in ROOMS, f"{path} lies in no room that design.md knows"
    assert upward(path) == []


def test_the_law_notices_an_import_from_below(tmp_path: Path, monkeypatch):
    planted = tmp_path / "app" / "station" / "planted.py"
    planted.parent.mkdir(parents=True)
    planted.write_text("from app.ledger import entry\n")
    monkeypatch.setitem(globals(), "APP", tmp_path / "app")
    assert upward(planted) == ["app.ledger"]


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(APP)))
def test_only_the_http_rooms_know_flask(path: Path):
    if room(path) not in HTTP_ROOMS:
        assert [m for m, _ in imports(path) if m.split(".")[0].startswith(HTTP)] == []


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(APP)))
def test_no_import_hides_inside_a_function(path: Path):
    assert [m for m, hidden in imports(path) if hidden] == []


@pytest.mark.parametrize("name", PURE)
def test_pure_files_touch_no_database_and_never_ask_the_time(name: str):
    path = APP / name
    text = path.read_text(encoding="utf-8")
    assert not [m for m, _ in imports(path) if m.split(".")[0] == "peewee" or m == "app.db"]
    if name != "clock.py":
        assert "now(" not in text.replace("now()`", "") and "today()" not in text


def test_views_build_no_queries():
    bad = {
        f"{path.name}: {word}"
        for path in (APP / "views").glob("*.py")
        for word in (".select(", ".create(", ".get_by_id(", ".where(", ".get_or_none(", ".update(")
        if word in path.read_text(encoding="utf-8").replace("request.form.update(", "")
    }
    assert bad == set()


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(APP)))
def test_files_and_functions_stay_short(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    long = [
        f"{node.name} {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_room_or_file_is_a_dump():
    assert [str(p) for p in files() if p.stem in FORBIDDEN_NAMES] == []


def test_a_rooms_init_says_what_lives_there_and_nothing_else():
    for path in APP.glob("*/__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        if path.parent.name in ("migrations", "cli"):
            continue
        assert len(body) == 1 and isinstance(body[0], ast.Expr), path


def test_only_config_reads_the_environment():
    readers = [str(p) for p in files() if "os.environ" in p.read_text(encoding="utf-8")]
    assert [r for r in readers if "cli" not in r and "__main__" not in r] == []
