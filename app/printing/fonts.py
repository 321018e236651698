"""The fonts of every paper: Noto Sans SC, and wide fonts found on this machine for the rarest names."""

from __future__ import annotations

import functools
import os
import sys
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from app import assets
from app.printing.embedded import EmbeddedFont

UNDRAWN = frozenset({0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
"""Joiners and variation selectors: they choose a shape and have none themselves."""

WIDE_FONT_FILES = ("BabelStoneHan.ttf", "HanaMinB.ttf", "HanaMinA.ttf", "simsunb.ttf", "SimsunExtG.ttf")
"""Fonts beyond the standard characters, best shapes for the mainland first."""

OWN_FONTS = (".ttf", ".ttc")
"""What a room may drop into its data folder; of a collection the first font counts."""

REGISTERING = threading.Lock()
"""A font is registered once, although two threads may be the first to ask."""


@dataclass(frozen=True, slots=True)
class Face:
    """One registered font: which code points it draws, and how wide (thousandths of the size)."""

    name: str
    widths: dict[int, int]
    codes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a string that one font draws."""

    font: str
    text: str


@dataclass(frozen=True)
class FontBook:
    """Which font draws which character; wide files are opened only when a string needs them."""

    regular: Face
    bold: Face
    wide_files: tuple[Path, ...]

    def drawable(self, text: str) -> str:
        """``text`` with every character that no font has replaced by □[U+xxxx]; nothing is lost silently."""
        if self.regular.codes.issuperset(map(ord, text)):
            return text
        return "".join(self._shown(char) for char in text.replace("\r\n", "\n").replace("\t", " "))

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of ``text`` that no font on this machine draws, each once, in order."""
        if self.regular.codes.issuperset(map(ord, text)):
            return ()
        wanted = dict.fromkeys(char for char in text if char not in "\r\n\t" and ord(char) not in UNDRAWN)
        return tuple(char for char in wanted if self._face(ord(char), bold=False) is None)

    def runs(self, text: str, *, bold: bool = False) -> tuple[Run, ...]:
        """``text`` (already drawable) cut where the font changes."""
        main = self.bold if bold else self.regular
        if main.codes.issuperset(map(ord, text)):
            return (Run(main.name, text),) if text else ()
        runs: list[Run] = []
        for char in text:
            face = self._face(ord(char), bold=bold) or main
            if runs and runs[-1].font == face.name:
                runs[-1] = Run(face.name, runs[-1].text + char)
            else:
                runs.append(Run(face.name, char))
        return tuple(runs)

    def width_em(self, text: str, *, bold: bool = False) -> float:
        """How wide ``text`` (already drawable) is, in multiples of the font size."""
        main = (self.bold if bold else self.regular).widths
        total = 0
        for code in map(ord, text):
            width = main.get(code)
            if width is None:
                face = self._face(code, bold=bold)
                width = face.widths[code] if face else 1000
            total += width
        return total / 1000

    def _shown(self, char: str) -> str:
        code = ord(char)
        if code in UNDRAWN:
            return ""
        if char == "\n" or self._face(code, bold=False):
            return char
        return f"□[U+{code:04X}]"

    def _face(self, code: int, *, bold: bool) -> Face | None:
        for face in (self.bold, self.regular) if bold else (self.regular, self.bold):
            if code in face.codes:
                return face
        for file in self.wide_files:
            wide = _wide_face(file)
            if wide and code in wide.codes:
                return wide
        return None


def font_book(data_folder: Path | None = None) -> FontBook:
    """This process's fonts, registered on the first call.

    Fonts that a room put into ``data_folder`` come before those of the system; one that is dropped in while
    the program runs is found by the next paper.
    """
    return _book(_own_files(data_folder))


@functools.cache
def _book(own_files: tuple[Path, ...]) -> FontBook:
    return FontBook(
        _face("NotoSansSC", assets.path("fonts", "NotoSansSC-Regular.ttf")),
        _face("NotoSansSC-Bold", assets.path("fonts", "NotoSansSC-Bold.ttf")),
        own_files + _system_files(),
    )


@functools.cache
def _wide_face(file: Path) -> Face | None:
    """The face of a wide font, or None where ReportLab cannot use the file (no TrueType outlines, damaged)."""
    try:
        mark = f"{zlib.crc32(bytes(file)):08x}"
        return _face(f"Wide-{file.stem}-{mark}", file, mark)
    except (TTFError, OSError):
        return None


@functools.cache
def _face(name: str, file: Path, mark: str = "") -> Face:
    with REGISTERING:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(EmbeddedFont(name, file, mark))
        font = pdfmetrics.getFont(name)
    codes = frozenset(code for code, glyph in font.face.charToGlyph.items() if glyph)
    return Face(name, {code: font.face.getCharWidth(code) for code in codes}, codes)


def _own_files(folder: Path | None) -> tuple[Path, ...]:
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(file for file in folder.iterdir() if file.suffix.lower() in OWN_FONTS))


@functools.cache
def _system_files() -> tuple[Path, ...]:
    if sys.platform == "win32":
        roots = [Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"]
    else:
        roots = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    found = {file.name.lower(): file for root in roots if root.is_dir() for file in root.rglob("*.ttf")}
    return tuple(found[name.lower()] for name in WIDE_FONT_FILES if name.lower() in found)
