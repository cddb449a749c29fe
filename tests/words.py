"""`make words`: gather the words of the pages and bring the English catalogue up to date.

Chinese stands in templates and code and is the source; app/translations/en holds the English.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.exchange import columns, refusals
from app.jobs import runner

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "app" / "translations" / "en" / "LC_MESSAGES"
METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2")]
# A refusal's words are its second argument; web/errors looks them up when it shows them.
KEYWORDS = {
    "_": None, "_l": None,
    "BadInput": (2,), "NotAllowed": (1,), "Stale": (1,), "Refusal": (1,), "Line": (1,),
}  # fmt: skip


# Tables and stored words that pages look up by their key.
TABLES = {
    "exchange/columns.py": list(columns.KIND_WORDS.values()),
    "exchange/refusals.py": [refusals.EMPTY, refusals.TOO_BIG],
    "jobs/runner.py": [runner.UNKNOWN, runner.NO_MEMORY, runner.BROKEN],
}
HEADERS = [
    ("Project-Id-Version", "Taiqu"),
    ("Language", "en"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
]


class English(Catalog):
    """A catalogue without the dates, names and addresses that Babel would head it with."""

    mime_headers = property(lambda self: HEADERS)

    def __init__(self) -> None:
        super().__init__(locale="en", fuzzy=False)
        self.header_comment = "# The English of Taiqu; the Chinese of the pages is its source."


def gathered() -> Catalog:
    """Every word that a page may show, with where it stands."""
    catalog = Catalog()
    for folder in ("app", "templates"):
        found = extract_from_dir(
            str(ROOT / folder),
            method_map=[(m.partition("/")[2], how) for m, how in METHODS if m.startswith(folder)],
            keywords=KEYWORDS,
        )
        for name, _line, message, _comments, context in found:
            catalog.add(message, None, [(f"{folder}/{name}", 0)], context=context)
    for name, messages in TABLES.items():
        for message in messages:
            catalog.add(message, None, [(f"app/{name}", 0)])
    return catalog


def english() -> Catalog:
    """The English catalogue as it is kept."""
    catalog = English()
    path = FOLDER / "messages.po"
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                if message.id:
                    catalog.add(message.id, message.string, message.locations)
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """What Flask-Babel loads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Words without an English."""
    return [str(m.id) for m in catalog if m.id and not m.string]


def main() -> int:
    """Write the catalogue with the new words empty, and compile what is there."""
    kept = {str(m.id): m.string for m in english()}
    catalog = English()
    for message in gathered():
        if message.id:
            catalog.add(message.id, kept.get(str(message.id), ""), message.locations)
    with (FOLDER / "messages.po").open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True)
    (FOLDER / "messages.mo").write_bytes(compiled(english()))
    left = missing(english())
    print(f"{len(catalog)} words, {len(left)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
