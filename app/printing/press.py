"""From any paper's description to its PDF, and what to say about it before it is printed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from app.printing import case_sheets
from app.printing.fonts import FontBook, font_book
from app.printing.form_paper import FormPaper
from app.printing.papers import Paper


def render(paper: Paper | FormPaper, data_folder: Path | None = None, layout: str = "") -> bytes:
    """The paper as PDF, every page; the same description on the same machine gives the same bytes.

    ``data_folder`` may hold further TrueType fonts of the room; ``layout`` is one of the paper's other shapes.
    """
    return case_sheets.render(paper, font_book(data_folder), layout)


def warnings(paper: object, data_folder: Path | None = None) -> tuple[str, ...]:
    """One sentence for each character of any description that no font on this machine draws; to be shown before printing."""
    fonts = font_book(data_folder)
    missing = dict.fromkeys(char for text in _texts(paper) for char in fonts.missing(text))
    return tuple(_sentence(char, fonts) for char in missing)


def _sentence(char: str, fonts: FontBook) -> str:
    return f"有一个字（编码 U+{ord(char):04X}）本机没有字体能印，纸上印作“{fonts.drawable(char)}”，请在方框处手写补上；数据没有受影响。"


def _texts(part: object) -> Iterator[str]:
    """Every string of a description, at any depth."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _texts(getattr(part, field.name))
