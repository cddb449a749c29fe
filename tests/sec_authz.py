"""`make sec-authz`: every route x person x object with planted canaries; no leak, no write.

Every customer carries a token that only those who may see it may ever be shown; every refused
request must leave the database as it was. Prints one JSON line: target, seed, trials, violations.
With --mutant the guard is broken on purpose and the run must find violations.
"""

import argparse
import hashlib
import json
import random
import secrets
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app, db
from app.clock import fixed
from app.config import Config
from app.customers import sight as customer_sight
from app.customers.customer import Customer
from app.escalation import sweep
from app.ledger import remit
from app.station import pair, signin
from app.station.people import Staff
from app.web import limits, routing, session
from tests import foreign, probes
from tests.ledger.test_collect import take
from tests.world import MORNING, TODAY, World

SEED = 20261021
REFUSED = (303, 400, 401, 403, 404, 405, 409, 413, 415, 422)


@dataclass
class Ground:
    """The probed world: who may see which canary, and what values each URL parameter may get."""

    world: World
    app: Flask
    canaries: dict[str, str] = field(default_factory=dict)
    people: dict[str, Staff | None] = field(default_factory=dict)
    may_see: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)


def build(url: str) -> Ground:
    """A migrated database with the world, canaries, and one of every object per group."""
    folder = tempfile.mkdtemp()
    config = Config.from_env({"DATABASE_URL": url, "TAIQU_DATA": folder})
    app = create_app(config, fixed(MORNING))
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    db.migrate()
    world = World()
    ground = Ground(world, app)
    owners = {"an": world.an, "fang": world.fang, "wei": world.wei}
    for group, district in (
        ("an", world.an_district), ("fang", world.fang_district), ("wei", world.wei_district),
    ):  # fmt: skip
        token = f"CANARY{group.upper()}{secrets.token_hex(4)}"
        ground.canaries[group] = token
        customer = world.customer(district, name=f"户{token}", address=f"址{token}")
        world.bill(customer, 5000)
        ground.values.setdefault("account_no", []).append(customer.account_no)
        take(world, customer, 3000, by=owners[group])
        handed = remit.declare(owners[group], {1000: 3}, at=MORNING)
        ground.values.setdefault("remittance", []).append(handed.number)
    _cast(ground)
    pair.join(world.an, ground.people["buddy"], since=TODAY, by=world.lin, at=MORNING)
    sweep.run(MORNING)
    ground.values |= probes.objects(world)
    return ground


def _cast(ground: Ground) -> None:
    world = ground.world
    other_head = world.staff("otherhead", "远所", "head", station=world.elsewhere)
    gone = world.staff("gone", "走了", "head")
    Staff.update(closed_at=MORNING).where(Staff.id == gone.id).execute()
    buddy = world.staff("buddy", "帮", "staff", post="检修工")
    own, all_here, everywhere = {"an"}, {"an", "fang"}, {"an", "fang", "wei"}
    cast: dict[str, tuple[Staff | None, set[str]]] = {
        "anonymous": (None, set()), "an": (world.an, own), "fang": (world.fang, {"fang"}),
        "wei": (world.wei, {"wei"}), "head": (world.lin, all_here), "staff": (world.bo, set()),
        "buddy": (buddy, own),
        "cashier": (world.cheng, all_here), "administrator": (world.guan, all_here),
        "bureau": (world.ju, everywhere), "other head": (other_head, {"wei"}),
        "closed": (Staff.get_by_id(gone.id), set()), "expired": (world.lin, set()),
    }  # fmt: skip
    for name, (person, groups) in cast.items():
        ground.people[name], ground.may_see[name] = person, groups


def client_of(ground: Ground, name: str) -> FlaskClient:
    """A client signed in as that member of the cast."""
    client = ground.app.test_client()
    person = ground.people[name]
    if person is not None:
        token = secrets.token_urlsafe(8)
        made = MORNING - (signin.LONGEST + timedelta(days=1) if name == "expired" else timedelta(0))
        hashed = hashlib.sha256(token.encode()).hexdigest()
        signin.SignIn.create(token=hashed, staff=person, epoch=person.epoch, made_at=made)
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = token, True
    return client


def probe(ground: Ground, trials: int, seed: int) -> Iterator[tuple[str, str]]:
    """('trial', what) for each request made, ('violation', what) for each promise broken."""
    chance = random.Random(seed)
    every = [
        (line, name, url)
        for line in routing.load()
        for name in ground.people
        for url in probes.urls(line, ground.values)
    ]
    chance.shuffle(every)
    for line, name, url in every[:trials] if trials else every:
        what = f"{line['method']} {url} as {name}"
        yield "trial", what
        before, posts = fingerprint(), line["method"] == "POST"
        theirs = _of_others(ground, name) if posts else ""
        limits.forget()
        client = client_of(ground, name)
        answer = client.open(url, method=line["method"], data=probes.body(line, ground.values))
        for group in _leaked(ground, name, url, answer):
            yield "violation", f"{what}: leaks {group}"
        if answer.status_code >= 500:
            yield "violation", f"{what}: {answer.status_code}"
        if forbidden(line, ground, name) and answer.status_code not in REFUSED:
            yield "violation", f"{what}: {answer.status_code} though the table says no"
        if forbidden(line, ground, name) and fingerprint() != before:
            yield "violation", f"{what}: refused and yet wrote"
        if posts and _of_others(ground, name) != theirs:
            yield "violation", f"{what}: changed what is others'"


def _of_others(ground: Ground, name: str) -> str:
    tokens = {ground.canaries[group] for group in ground.may_see[name]}
    return foreign.rows_of_others(ground.people[name], tokens)


def _leaked(ground: Ground, name: str, url: str, answer: TestResponse) -> Iterator[str]:
    """Groups whose token, or whose slip as a PDF, was shown to somebody who may not see it."""
    said = answer.get_data() + str(answer.headers).encode()
    for number, (group, token) in enumerate(ground.canaries.items()):
        if group in ground.may_see[name]:
            continue
        paper = answer.status_code == 200 and answer.mimetype == "application/pdf"
        if token.encode() in said or (paper and ground.values["slip"][number] in url):
            yield group


def forbidden(line: dict[str, Any], ground: Ground, name: str) -> bool:
    """Whether routes.yaml shuts that person out, worked out anew rather than asked of the app."""
    roles, person = line["roles"], ground.people[name]
    if "anyone" in roles:
        return False
    if person is None or name in ("closed", "expired"):
        return True
    # A B post may log visits once its A has asked for help, which a probe may do.
    in_field = name in ("an", "fang", "wei", "buddy")
    return not ("everyone" in roles or person.role in roles or ("field" in roles and in_field))


def fingerprint() -> str:
    """A hash over every row but sign-ins and the audit trail."""
    connection: sqlite3.Connection = db.database.connection()
    digest = hashlib.sha256()
    for statement in connection.iterdump():
        if not statement.startswith(('INSERT INTO "sign_in"', 'INSERT INTO "audit"')):
            digest.update(statement.encode())
    return digest.hexdigest()


@contextmanager
def mutant(name: str) -> Iterator[None]:
    """The product with one guard broken: 'roles' lets everybody knock, 'sight' shows everybody."""
    everything: Callable[..., Any] = lambda *_a, **_k: Customer.select()  # noqa: E731
    if name == "roles":
        with mock.patch.object(session, "may_enter", lambda _roles: True):
            yield
    elif name == "sight":
        with mock.patch.object(customer_sight, "customers", everything):
            yield
    else:
        yield


def run(trials: int, seed: int, broken: str = "") -> dict[str, Any]:
    """One whole run; the dictionary that is printed."""
    with tempfile.TemporaryDirectory() as folder, mutant(broken):
        ground = build(f"sqlite:///{Path(folder) / 'probe.db'}")
        found = list(probe(ground, trials, seed))
        db.database.close()
    wrong = [what for kind, what in found if kind == "violation"]
    for what in wrong[:20] if not broken else ():
        print(what, file=sys.stderr)
    return {
        "target": "sec-authz" + (f"/mutant-{broken}" if broken else ""),
        "seed": seed,
        "trials": sum(1 for kind, _ in found if kind == "trial"),
        "violations": len(wrong),
    }


def main() -> int:
    """Run, then run the mutants; exit 0 only if the product is clean and each mutant is caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=0, help="so many probes at random; 0: all")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    caught = [run(options.n or 600, options.seed, broken) for broken in ("roles", "sight")]
    result = run(options.n, options.seed)
    killed = sum(1 for r in caught if r["violations"])
    print(json.dumps(result | {"mutants": len(caught), "mutants_killed": killed}))
    return 0 if result["violations"] == 0 and killed == len(caught) else 1


if __name__ == "__main__":
    sys.exit(main())
