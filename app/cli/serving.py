"""`serve`: the pages, and the loop beside them."""

import argparse
import multiprocessing
import os
import socket
import ssl
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.cli import house
from app.cli.house import Failure, House
from app.cli.loop import Loop
from app.clock import business_day
from app.db import database
from app.demo.people import PASSWORD
from app.escalation import sweep
from app.ledger import guards

# Enough for requests that wait for the database; more would only share the same processor.
THREADS = min(16, 2 * (os.cpu_count() or 1) + 1)
# A request in flight has so long to end when the server is told to stop.
KILL_AFTER_SECONDS = 30


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command."""
    serve = commands.add_parser(
        "serve",
        help="serve the pages, judge checkpoints, run jobs",
        description="Serve the database that DATABASE_URL names, until TERM or Ctrl-C; requests "
        "in flight are finished. Never loads the demo.",
    )
    serve.add_argument("--host", default="127.0.0.1", help="127.0.0.1: this machine only")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--workers", type=_count, default=1, help="processes that answer requests")
    serve.add_argument("--threads", type=_count, default=THREADS, help="in each of them")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help="its key, PEM")
    serve.set_defaults(run=run_serve)


def run_serve(args: argparse.Namespace) -> None:
    """Check everything a person can get wrong first, then serve until told to stop."""
    _check_tls(args.tls_cert, args.tls_key)
    opened = house.enter()
    address = _address(args.host, args.port)
    if missing := guards.missing():
        print(f"taiqu: WARNING: the database no longer refuses changes of the ledger: "
              f"{', '.join(missing)} missing", file=sys.stderr)  # fmt: skip
    _greet(args, opened)
    database.close()
    loop = Loop(opened.clock, sweep.run)
    # Workers are started afresh: forking beside a running thread can leave locks held for ever.
    multiprocessing.set_start_method("spawn", force=True)
    loop.start()
    try:
        _server(args, address).serve()
    finally:
        loop.end()


def _server(args: argparse.Namespace, address: str) -> MPServer:
    return MPServer(
        "app.cli.wsgi:make",
        factory=True,
        address=address,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=args.threads,
        workers_kill_timeout=KILL_AFTER_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
        ssl_cert=args.tls_cert,
        ssl_key=args.tls_key,
    )


def _greet(args: argparse.Namespace, opened: House) -> None:
    scheme = "https" if args.tls_cert else "http"
    print(f"Taiqu 台区通  {scheme}://{_shown(args.host)}:{args.port}")
    if opened.demo:
        day = business_day(opened.clock())
        print(f"演示，今天是 {day:%Y-%m-%d}。登录 Log in, password {PASSWORD}:")
        print("  S10 收费员 collector: 今日 → 下一户 → 收款 visit, collect, slip")
        print("  S01 所长 head: 进度 台区 帮扶 progress, territory, A+B; S06 窗口 cashier: 解款")
        print("  S29 B 岗 B post: 有人请你顶岗 asked to take over; admin 管理员: 导入 import")
    sys.stdout.flush()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _address(host: str, port: int) -> str:
    """The IP address to listen at, which granian wants of a name such as localhost too.

    Raises Failure when nothing can listen there; granian would say it in a traceback.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        found.sort(key=lambda one: one[0] != socket.AF_INET)
        family, kind, proto, _, address = found[0]
        with socket.socket(family, kind, proto) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Failure(
            f"Nothing can listen at {host} port {port} ({error.strerror}): "
            "choose others with --host and --port"
        ) from error
    return str(address[0])


def _check_tls(cert: Path | None, key: Path | None) -> None:
    if not cert and not key:
        return
    if not cert or not key:
        raise Failure("TLS takes both --tls-cert and --tls-key")
    for path in (cert, key):
        if not path.is_file():
            raise Failure(f"{path}: no such file")
    try:
        # A password is given only so that a locked key fails here and nobody is asked for one.
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(cert, key, password="locked")
    except ssl.SSLError as error:
        why = (error.reason or "no key, or a locked one").lower().replace("_", " ")
        raise Failure(f"{cert} and {key} are no certificate and its open key: {why}") from error
    # Cookies may then go over HTTPS only; the workers read it from here.
    os.environ.setdefault("TAIQU_HTTPS", "1")


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to 64, not {text!r}")
    return int(text)
