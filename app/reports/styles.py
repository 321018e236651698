"""How cells look: one calm set of formats, made once for a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

BODY_FONT = "宋体"
TITLE_FONT = "等线"
"""A workbook names fonts and carries none: 宋体 is on every office PC, 等线 falls back to it."""

INK = "#1F3B3A"
LINE = "#8FA3A0"
HEAD_FILL = "#E3ECEA"
TOTAL_FILL = "#F4F1E8"
NOTICE_INK = "#9A3B26"
RECEIVED_FILL = "#3E7C78"
COMPLETED_FILL = "#D0A85C"

_BASE: Final[dict[str, object]] = {"font_name": BODY_FONT, "font_size": 11, "valign": "vcenter"}
_CELL: Final[dict[str, object]] = {**_BASE, "border": 1, "border_color": LINE, "text_wrap": True}
_CENTRE: Final[dict[str, object]] = {**_CELL, "align": "center"}
_TOTAL: Final[dict[str, object]] = {**_CENTRE, "bold": True, "bg_color": TOTAL_FILL}

_LOOKS: Final[dict[str, dict[str, object]]] = {
    "title": {
        **_BASE,
        "font_name": TITLE_FONT,
        "font_size": 18,
        "bold": True,
        "align": "center",
        "shrink": True,
    },
    "cover_title": {**_BASE, "font_name": TITLE_FONT, "font_size": 24, "bold": True, "align": "center"},
    "subtitle": {**_BASE, "font_color": INK},
    "subtitle_right": {**_BASE, "font_color": INK, "align": "right"},
    "notice": {**_BASE, "bold": True, "font_color": NOTICE_INK},
    "notice_centre": {**_BASE, "bold": True, "font_color": NOTICE_INK, "align": "center", "font_size": 13},
    "remark": {**_BASE, "text_wrap": True, "font_size": 10, "font_color": INK},
    "remark_right": {**_BASE, "font_size": 10, "font_color": INK, "align": "right"},
    "head": {**_CENTRE, "font_name": TITLE_FONT, "bold": True, "bg_color": HEAD_FILL, "font_color": INK},
    "label": {**_CENTRE, "bg_color": HEAD_FILL, "font_color": INK},
    "text": {**_CELL, "num_format": "@", "indent": 1},
    "text_centre": {**_CENTRE, "num_format": "@"},
    "number": {**_CENTRE, "num_format": "0"},
    "figure": {**_CENTRE, "num_format": "0", "bold": True, "font_size": 14},
    "share": {**_CENTRE, "num_format": "0.0%"},
    "figure_share": {**_CENTRE, "num_format": "0.0%", "bold": True, "font_size": 14},
    "day": {**_CENTRE, "num_format": "yyyy-mm-dd"},
    "total": _TOTAL,
    "total_number": {**_TOTAL, "num_format": "0"},
    "total_share": {**_TOTAL, "num_format": "0.0%"},
    "empty": {**_CENTRE, "font_color": INK},
    "link": {**_CENTRE, "font_color": RECEIVED_FILL, "underline": 1},
}


class Styles:
    """The formats of one workbook, by name; ``quoted`` gives the twin that keeps text from becoming a formula."""

    def __init__(self, book: Workbook) -> None:
        self._plain = {name: book.add_format(look) for name, look in _LOOKS.items()}
        self._quoted = {
            name: book.add_format({**look, "num_format": "@", "quote_prefix": True})
            for name, look in _LOOKS.items()
        }

    def plain(self, name: str) -> Format:
        """The format called ``name``."""
        return self._plain[name]

    def quoted(self, name: str) -> Format:
        """The same look, marked as text for ever (the hidden leading quote of spreadsheets)."""
        return self._quoted[name]
