"""The demo served by the product's own command, and Chromium to look at it; for browser tests,
screenshots and measurements."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Geolocation, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
VILLAGE: Geolocation = {"latitude": 27.0242, "longitude": 103.8542, "accuracy": 12}


def chromium() -> str | None:
    """The path of the browser, as the set-up found it."""
    return os.environ.get("TAIQU_CHROMIUM") or shutil.which("chromium")


def load_demo(folder: Path) -> dict[str, str]:
    """A demo in that folder by the product's own command; the environment to use it with."""
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "TAIQU_DATA": str(folder),
        "TAIQU_SECRET": "served-for-tests-only-0123456789",
    }
    env.pop("TAIQU_NOW", None)
    subprocess.run([sys.executable, "-m", "app", "demo"], cwd=ROOT, env=env, check=True)
    return env


@contextmanager
def serving(env: dict[str, str], command: list[str] | None = None) -> Iterator[str]:
    """`serve` on a free port for the block; yields the base URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = command or [sys.executable, "-m", "app", "serve"]
    server = subprocess.Popen(
        [*command, "--port", str(port)], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            urllib.request.urlopen(f"{base}/healthz", timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")


@contextmanager
def browsing() -> Iterator[Browser]:
    """Chromium for the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


def context(browser: Browser, width: int, height: int, **options: Any) -> BrowserContext:
    """A fresh profile: a touching phone below 600 wide, else a desk."""
    phone = width < 600
    return browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=phone,
        is_mobile=phone,
        geolocation=VILLAGE,
        permissions=["geolocation"],
        **options,
    )


def log_in(page: Page, base: str, login: str) -> None:
    """Sign in on the login page as a person of the demo."""
    page.goto(f"{base}/login")
    page.fill("[name=login]", login)
    page.fill("[name=password]", "demo")
    page.click("main form button:not([type=button])")
    page.wait_for_load_state()
