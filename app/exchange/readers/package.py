"""The zip around an .xlsx: checked by what it declares, counted again while it is read."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.exchange.limits import Limits
from app.exchange.refusals import Bomb, DamagedFile, LockedFile

_CHUNK = 128 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)


class Package:
    """A zip file whose parts are read as streams. Nothing is ever unpacked to disk."""

    def __init__(self, path: Path, filename: str, limits: Limits):
        """Check the directory. Raises DamagedFile, LockedFile, Bomb."""
        self.path = path
        self.filename = filename
        self.limits = limits
        self._read = 0
        try:
            with zipfile.ZipFile(path) as opened:
                entries = opened.infolist()
        except _BROKEN as error:
            raise DamagedFile(filename) from error
        self._check(entries)
        self.names = {entry.filename.lstrip("/").lower(): entry.filename for entry in entries}

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        limits = self.limits
        if any(entry.flag_bits & 1 for entry in entries):
            raise LockedFile(self.filename)
        if len(entries) > limits.entries:
            raise Bomb(self.filename)
        if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
            raise Bomb(self.filename)
        for entry in entries:
            packed = max(entry.compress_size, 1)
            if entry.file_size > limits.ratio_from and entry.file_size > packed * limits.ratio:
                raise Bomb(self.filename)

    def has(self, part: str) -> bool:
        """Whether the part is there; names differ in case between programs."""
        return part.lower() in self.names

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes, piece by piece. Raises DamagedFile, Bomb."""
        read = 0
        try:
            with (
                zipfile.ZipFile(self.path) as opened,
                opened.open(self.names[part.lower()]) as stream,
            ):
                while chunk := stream.read(_CHUNK):
                    read += len(chunk)
                    if read > self.limits.unpacked_bytes:
                        raise Bomb(self.filename)
                    yield chunk
        except _BROKEN as error:
            raise DamagedFile(self.filename) from error

    def small(self, part: str, most: int = 4 * 1024 * 1024) -> list[bytes]:
        """The chunks of a part that is never large (styles, relations); [] when it is missing.

        Raises Bomb when it is large after all.
        """
        if not self.has(part):
            return []
        chunks, size = [], 0
        for chunk in self.chunks(part):
            size += len(chunk)
            if size > most:
                raise Bomb(self.filename)
            chunks.append(chunk)
        return chunks
