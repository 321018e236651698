"""Looking into a workbook's zip before anything opens it: its true size, how far its cells reach, macros."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from app.reports.imports.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    damaged,
    too_big,
    too_many_columns,
    too_many_rows,
)

MOST_ENTRIES = 2_000
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
CHUNK_BYTES = 1 << 20
LONGEST_TAG_BYTES = 400

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,8})\"[^>/]*>")


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the package, by the names of its parts."""

    workbook: bool
    binary: bool
    macros: bool


def look_into(content: bytes) -> Contents:
    """The parts of a zip; Refusal ``too-big``, ``too-many-rows``, ``too-many-columns`` or ``damaged``.

    Every part is unpacked once, piece by piece and never kept, because the sizes that a zip claims may be lies.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES:
                raise too_big(f"里面有 {len(entries):,} 个部分")
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
                raise too_big("解压以后超过 400 MB")
            _measure(package, entries)
            names = {entry.filename.lower() for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    return Contents(
        workbook="xl/workbook.xml" in names,
        binary="xl/workbook.bin" in names,
        macros=any(name.endswith("vbaproject.bin") for name in names),
    )


def _measure(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = 0
    for entry in entries:
        reach = _Reach() if _SHEET.fullmatch(entry.filename) else None
        with package.open(entry) as part:
            while piece := part.read(CHUNK_BYTES):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED_BYTES:
                    raise too_big("解压以后超过 400 MB")
                if reach is not None:
                    reach.read(piece)
        if reach is not None:
            reach.check(entry.filename.rsplit("/", 1)[-1].removesuffix(".xml"))


class _Reach:
    """How far the filled cells of one sheet reach; a stray mark in the last corner would fill the memory."""

    def __init__(self) -> None:
        self._rest = b""
        self._counted = 0
        self._row = 0
        self._column = 0

    def read(self, piece: bytes) -> None:
        text = self._rest + piece
        cut = text.rfind(b"<")
        cut = len(text) if cut < 0 or len(text) - cut > LONGEST_TAG_BYTES else cut
        whole, self._rest = text[:cut], text[cut:]
        self._counted += len(_ROW.findall(whole))
        for letters, number in set(_FILLED.findall(whole)):
            self._row = max(self._row, int(number))
            self._column = max(self._column, _column(letters))

    def check(self, sheet: str) -> None:
        self.read(b"<")
        rows = self._row or self._counted  # cells may leave out where they stand
        if rows > MOST_ROWS:
            raise too_many_rows(sheet, rows)
        if self._column > MOST_COLUMNS:
            raise too_many_columns(sheet, self._column)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
