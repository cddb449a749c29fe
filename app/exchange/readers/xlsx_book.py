"""The small parts of an .xlsx: its sheets, which are hidden, which numbers are dates."""

import posixpath
from dataclasses import dataclass, field

from app.exchange.readers import shown, xml
from app.exchange.readers.package import Package


@dataclass
class Book:
    """Sheets that can be seen, in their order, and how its numbers are shown.

    date_styles: indexes of cell styles that show dates. padding: style index -> digits shown.
    """

    sheets: list[tuple[str, str]] = field(default_factory=list)  # name, part
    strings_part: str = ""
    since_1904: bool = False
    date_styles: set[int] = field(default_factory=set)
    padding: dict[int, int] = field(default_factory=dict)


def main_part(package: Package) -> str:
    """The part that is the document itself: 'xl/workbook.xml', 'word/document.xml' or ''."""
    relations = _relations(package, "")
    return next((to for kind, to in relations.values() if kind == "officeDocument"), "")


def read_book(package: Package, main: str) -> Book:
    """Read the workbook part and what it points to. Raises FileRefused for broken ones."""
    handler = _Workbook()
    list(xml.parse(package.small(main), handler, package.filename))
    relations = _relations(package, main)
    book = Book(since_1904=handler.since_1904)
    for name, relation, hidden in handler.sheets:
        kind, part = relations.get(relation, ("", ""))
        if kind == "worksheet" and not hidden and package.has(part):
            book.sheets.append((name, part))
    for kind, part in relations.values():
        if kind == "sharedStrings":
            book.strings_part = part
        elif kind == "styles":
            _read_styles(package, part, book)
    return book


def _read_styles(package: Package, part: str, book: Book) -> None:
    styles = _Styles()
    list(xml.parse(package.small(part), styles, package.filename))
    for index, number in enumerate(styles.used):
        code = styles.codes.get(number, "")
        if number in shown.BUILT_IN_DATES or shown.is_date_format(code):
            book.date_styles.add(index)
        elif shown.zero_padding(code):
            book.padding[index] = shown.zero_padding(code)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, the part it points to)."""
    folder, name = posixpath.split(part)
    handler = _Relations()
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    list(xml.parse(package.small(source), handler, package.filename)) if package.has(source) else []
    return {
        id_: (kind.rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, to))[1:])
        for id_, kind, to in handler.found
    }


class _Silent:
    """A handler that needs no text and gives nothing back while it reads."""

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass

    def take(self) -> list[None]:
        return []


class _Relations(_Silent):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append(
                (attributes.get("Id", ""), attributes.get("Type", ""), attributes.get("Target", ""))
            )


class _Workbook(_Silent):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))


class _Styles(_Silent):
    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.used: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.used.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False
