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

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "app" / "translations" / "en" / "LC_MESSAGES"
METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2")]
# A refusal's words are its second argument; web/errors looks them up when it shows them.
KEYWORDS = {"_": None, "_l": None, "BadInput": (2,), "NotAllowed": (1,), "Refusal": (1,)}


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
            catalog.add(message, None, [(f"{folder}/{name}", None)], context=context)
    return catalog


def english() -> Catalog:
    """The English catalogue as it is kept."""
    path = FOLDER / "messages.po"
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


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
    catalog = english()
    catalog.update(gathered(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with (FOLDER / "messages.po").open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, omit_header=False)
    (FOLDER / "messages.mo").write_bytes(compiled(english()))
    left = missing(english())
    print(f"{len(catalog)} words, {len(left)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
