"""`make screenshots`: the README's two pictures, from a fresh demo: a phone and a desk."""

import tempfile
from pathlib import Path

from PIL import Image

from tests import served

DOCS = served.ROOT / "docs"
PICTURES = (("today", "s10", "/today", 412, 915), ("station", "s01", "/station", 1440, 1000))


def main() -> None:
    """Take them and keep them small: sixty-four colours are enough for lines and text."""
    DOCS.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    with served.serving(served.load_demo(folder)) as base, served.browsing() as browser:
        for name, login, path, width, height in PICTURES:
            context = served.context(browser, width, height, color_scheme="light")
            page = context.new_page()
            served.log_in(page, base, login)
            page.goto(base + path, wait_until="networkidle")
            target = DOCS / f"{name}.png"
            page.screenshot(path=target)
            context.close()
            Image.open(target).convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
                target, optimize=True
            )
            print(f"{target.relative_to(served.ROOT)}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
