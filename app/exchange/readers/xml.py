"""XML taken in chunks by expat, with everything refused that lets a small file do harm."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar
from xml.parsers import expat

from app.exchange.refusals import DamagedFile, ForbiddenXml

# No tag of a spreadsheet is longer; expat keeps an unfinished one in memory.
_LONGEST_TAG = 4 * 1024 * 1024

Item = TypeVar("Item")


class Handler(Protocol[Item]):
    """What a reader gives to `parse`. Names come without their namespace prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text inside the element."""

    def take(self) -> list[Item]:
        """What has been completed since the last call."""


def parse(
    chunks: Iterable[bytes], handler: Handler[Item], filename: str, encoding: str | None = None
) -> Iterator[Item]:
    """Feed the chunks to the handler and yield what it completes, chunk by chunk.

    `encoding` overrules what the XML declares. Raises ForbiddenXml for a document
    type or an entity, DamagedFile for what is no XML.
    """
    parser = _parser(handler, filename, encoding)
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise DamagedFile(filename)
            yield from handler.take()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError, OverflowError) as error:
        raise DamagedFile(filename) from error
    yield from handler.take()


def _parser(handler: Handler[Item], filename: str, encoding: str | None) -> expat.XMLParserType:
    def forbid(*_: object) -> int:
        raise ForbiddenXml(filename)

    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    parser.ExternalEntityRefHandler = forbid
    parser.CharacterDataHandler = handler.text
    _name_elements(parser, handler)
    return parser


def _name_elements(parser: expat.XMLParserType, handler: Handler[Item]) -> None:
    """Give the handler local names. A sheet of cells without prefixes needs no stripping, and
    is large enough for that to matter: it is the root that shows which it is."""

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        handler.end(name.rpartition(":")[2])

    def root(name: str, attributes: dict[str, str]) -> None:
        plain = name in ("worksheet", "sst")
        parser.StartElementHandler = handler.start if plain else start
        parser.EndElementHandler = handler.end if plain else end
        start(name, attributes)

    parser.StartElementHandler = root
