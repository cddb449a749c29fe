"""Claims about the command line: help for everything, one line for every trouble, a way to start.

Most run in this process: `main` with arguments, on a database of their own. What only a process
of its own shows (a busy port, TERM) is at the end.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cli import wsgi
from app.cli.main import main, parser
from app.clock import parse_instant
from app.db import database as handle
from app.station import grant, password, people
from app.station.territory import District

ROOT = Path(__file__).parent.parent


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy's settings: an own folder, no database in it yet."""
    for name in ("DATABASE_URL", "DATABASE_ADMIN_URL", "TAIQU_NOW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TAIQU_DATA", str(tmp_path))
    yield tmp_path
    handle.close()


@pytest.fixture
def run(
    environment: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`run("verify")` gives exit code, stdout and stderr."""

    def _run(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(argv)
        out, err = capsys.readouterr()
        return code, out, err

    return _run


def begin(run: Callable[..., tuple[int, str, str]]) -> str:
    """A station with its administrator; returns the first password."""
    code, out, _ = run("init", "--station", "Y1", "--name", "迤那供电所", "--admin", "Boss")
    assert code == 0
    return out.split("password ")[1].split()[0]


def commands(of: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command as words: ('staff', 'add')."""
    yield path
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                yield from commands(child, (*path, name))


@pytest.mark.parametrize("path", list(commands(parser())), ids=" ".join)
def test_every_command_explains_itself(path, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*path, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 4


def test_help_names_no_hidden_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert " work " not in capsys.readouterr().out


def test_init_makes_a_station_whose_administrator_must_change_the_password(run):
    first = begin(run)
    boss = people.find_login("boss")
    assert boss and password.matches(first, boss.password)
    assert boss.must_change and boss.role == "administrator" and boss.station.code == "Y1"


def test_the_first_sign_in_leads_nowhere_but_to_a_new_password(run):
    first = begin(run)
    app = wsgi.make()
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    client = app.test_client()
    client.post("/login", data={"login": "BOSS", "password": first})
    answer = client.get("/people")
    assert answer.status_code == 303 and answer.location == "/password"
    client.post(
        "/password", data={"old": first, "new": "迤那的新密码九九", "again": "迤那的新密码九九"}
    )
    assert client.get("/people").status_code == 200


def test_init_refuses_a_second_station_of_the_same_code(run):
    begin(run)
    code, out, err = run("init", "--station", "Y1", "--name", "又一个", "--admin", "other")
    assert (code, out) == (1, "")
    assert err == "taiqu: Station Y1 is there already\n"
    assert people.find_login("other") is None


def test_init_leaves_nothing_behind_when_the_login_is_taken(run):
    begin(run)
    code, _, err = run("init", "--station", "Y2", "--name", "别的所", "--admin", "boss")
    assert code == 1 and err.startswith("taiqu: login: ")
    assert people.station_by_code("Y2") is None


def test_a_demo_goes_into_no_database_that_has_a_station(run):
    begin(run)
    code, _, err = run("demo")
    assert code == 1 and "not empty" in err
    assert run("demo", "--if-empty") == (0, "", "")


def test_accounts_are_made_listed_reset_and_closed(run):
    begin(run)
    code, out, _ = run("staff", "add", "S10", "--name", "安<b>", "--role", "collector")
    assert code == 0 and "first password" in out
    assert "s10" in run("staff", "list")[1]
    assert run("staff", "reset", "S10")[0] == 0
    assert run("staff", "close", "s10")[0] == 0
    code, _, err = run("staff", "close", "s10")
    assert (code, err) == (1, "taiqu: There is no open account s10\n")


def test_verify_and_backup_of_sound_books(run, environment):
    begin(run)
    assert run("verify") == (0, "Sound: 1 station.\n", "")
    copy = environment / "copy.db"
    assert run("backup", str(copy))[0] == 0
    code, _, err = run("backup", str(copy))
    assert code == 1 and "is there already" in err


def test_migrate_twice_changes_nothing(run):
    assert run("migrate")[0] == 0
    assert run("migrate")[1] == "Nothing to do: up to date.\n"


LIST = "户号,户名,应收年月,应收电费,实收电费,欠费\n0500000001,安<b>,202610,100.00,0.00,100.00\n"
PEOPLE = "户号,户名,台区编号\n0500000001,安<b>,TQ01\n"


def test_a_list_is_imported_and_its_rows_counted(run, environment):
    begin(run)
    (environment / "people.csv").write_text(PEOPLE, encoding="gb18030")
    (environment / "list.csv").write_text(LIST, encoding="utf-8")
    code, out, _ = run("import", str(environment / "people.csv"), "--kind", "customers")
    assert code == 0 and out.split()[:2] == ["1", "written"]
    argv = ["import", str(environment / "list.csv"), "--kind", "receivables"]
    assert run(*argv, "--as-of", "2026-10-20", "--full")[1].split()[:2] == ["1", "written"]
    assert run(*argv, "--as-of", "2026-10-20", "--full")[1].split()[:2] == ["0", "written"]
    assert run("verify")[0] == 0


def test_sheets_are_written_as_files(run, environment, monkeypatch):
    monkeypatch.setenv("TAIQU_NOW", "2026-10-21T08:00+08:00")
    begin(run)
    run("staff", "add", "S10", "--name", "安<b>", "--role", "collector", "--post", "台区经理")
    (environment / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (environment / "list.csv").write_text(LIST, encoding="utf-8")
    run("import", str(environment / "people.csv"), "--kind", "customers")
    argv = ["--kind", "receivables", "--as-of", "2026-10-20", "--full"]
    run("import", str(environment / "list.csv"), *argv)
    since, collector = parse_instant("2026-10-01"), people.find_login("s10")
    assert collector
    district = District.get(District.code == "TQ01")
    grant.hand_over("district", district.id, collector, since=since, by=None, at=since)
    out = environment / "sheets"
    code, words, err = run("sheets", "--date", "2026-10-22", "--out", str(out))
    assert (code, err) == (0, "") and "安<b>" in words
    written = {path.name: path.read_bytes() for path in out.iterdir()}
    assert written.keys() == {"20261022-001.pdf", "all.pdf"}
    assert all(body.startswith(b"%PDF-") for body in written.values())


def test_no_sheets_for_a_day_that_is_over(run, environment, monkeypatch):
    monkeypatch.setenv("TAIQU_NOW", "2026-10-21T08:00+08:00")
    begin(run)
    code, out, err = run("sheets", "--date", "2026-10-20", "--out", str(environment / "x"))
    assert (code, out) == (1, "") and "is over" in err and err.count("\n") == 1
    assert run("sheets", "--date", "2026-10-21", "--out", str(environment / "x"))[0] == 0


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--full"], "--as-of"),
        (["--as-of", "2026-10-20"], "--full or --partial"),
        (["--as-of", "2026-10-20", "--full", "--station", "Y9"], "no station Y9"),
    ],
)
def test_a_list_of_money_is_not_taken_without_saying_what_it_is(run, environment, argv, words):
    begin(run)
    (environment / "list.csv").write_text(LIST, encoding="utf-8")
    code, out, err = run("import", str(environment / "list.csv"), "--kind", "arrears", *argv)
    assert (code, out) == (1, "") and words in err and err.count("\n") == 1


def test_a_file_that_is_no_list_is_one_line(run, environment):
    begin(run)
    (environment / "list.xlsx").write_bytes(b"%PDF-1.7 no list at all")
    argv = ["import", str(environment / "list.xlsx"), "--kind", "customers"]
    code, out, err = run(*argv)
    assert (code, out) == (1, "") and "PDF" in err and err.count("\n") == 1
    code, _, err = run("import", str(environment / "missing.csv"), "--kind", "customers")
    assert code == 1 and "missing.csv" in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "argv", "words"),
    [
        ({}, ["verify"], "There is no database at"),
        ({}, ["serve"], "There is no database at"),
        ({"DATABASE_URL": "mysql://x"}, ["verify"], "DATABASE_URL must begin with"),
        ({"TAIQU_NOW": "tomorrow"}, ["verify"], "TAIQU_NOW must be"),
        ({"TAIQU_SECRET": "short"}, ["verify"], "TAIQU_SECRET needs"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}, ["verify"], "database does not"),
        ({}, ["init", "--station", "a b", "--name", "x", "--admin", "y"], "letters and digits"),
        ({}, ["serve", "--tls-cert", "x.pem"], "both --tls-cert and --tls-key"),
        ({}, ["serve", "--tls-cert", "x.pem", "--tls-key", "y"], "no such file"),
        ({}, ["serve", "--tls-cert", __file__, "--tls-key", __file__], "are no certificate"),
    ],
)
def test_trouble_is_one_line(run, monkeypatch, settings, argv, words):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    code, out, err = run(*argv)
    assert (code, out) == (1, "")
    assert words in err and err.startswith("taiqu: ") and err.count("\n") == 1


def test_a_file_that_is_no_database_is_one_line(run, environment):
    (environment / "taiqu.db").write_text("this is no database, it is a letter to my aunt" * 30)
    code, _, err = run("verify")
    assert code == 1 and err.count("\n") == 1 and "not a database" in err


def test_a_sweep_says_what_it_did_and_follows_one_clock_only(run):
    begin(run)
    code, out, err = run("sweep", "--now", "2026-10-21T08:00")
    assert (code, out, err) == (0, "Y1: 0 steps, 0 open cases\n", "")
    assert run("sweep", "--station", "Y2")[0] == 1
    code, _, err = run("sweep", "--loop", "--now", "2026-10-21T08:00")
    assert code == 1 and "--loop follows the clock" in err


@pytest.mark.parametrize(
    "argv",
    [
        ["serve", "--port", "0"],
        ["serve", "--port", "x"],
        ["serve", "--workers", "0"],
        ["sweep", "--now", "soon"],
        ["fly"],
        [],
    ],  # fmt: skip
    ids=str,
)
def test_a_command_that_cannot_be_is_usage(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder: Path, port: int) -> "subprocess.Popen[str]":
    env = {k: v for k, v in os.environ.items() if not k.startswith(("TAIQU", "DATABASE"))}
    return subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--host", "localhost", "--port", str(port)],
        cwd=ROOT,
        env=env | {"TAIQU_DATA": str(folder), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_port_that_is_taken_is_one_line(run, environment):
    begin(run)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, out, err = run("serve", "--port", str(port))
    assert (code, out) == (1, "")
    assert f"port {port}" in err and err.count("\n") == 1


@pytest.mark.slow
def test_serve_answers_and_ends_with_term(run, environment):
    begin(run)
    port = free_port()
    server = serve(environment, port)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                    assert answer.read() == b"ok\n"
                break
            except OSError:
                assert time.monotonic() < until and server.poll() is None
                time.sleep(0.2)
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=30)
    finally:
        server.kill()
    assert server.returncode == 0
    assert f"http://localhost:{port}" in out and "demo" not in out
    assert err == ""
