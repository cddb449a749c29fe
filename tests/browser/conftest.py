"""A served demo and Chromium, once a run. Without a browser the tests are skipped and say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import served


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served demo."""
    if served.chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium, or TAIQU_CHROMIUM=path")
    folder = Path(tmp_path_factory.mktemp("served"))
    with served.serving(served.load_demo(folder)) as address:
        yield address


@pytest.fixture(scope="session")
def browser(base: str) -> Iterator[Browser]:
    """Chromium."""
    with served.browsing() as opened:
        yield opened
