"""What people typed, made fit for one cell: nothing in it may run, break the file or be cut unseen."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

CELL_LIMIT = 32_767
"""Characters that a cell can hold; the library silently drops a longer string, so it is cut here."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_RUNS_IN_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")
_MAY_BEGIN = frozenset({*_RUNS_IN_SPREADSHEETS, " ", "\u3000"})


def tidy(text: str) -> str:
    """The text without control and direction marks, at most one cell long; line breaks stay."""
    if len(text) <= CELL_LIMIT and text.isprintable():  # nearly every cell: nothing to take out
        return text
    shown = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    shown = _SURROGATE.sub("\ufffd", shown)
    return shown if len(shown) <= CELL_LIMIT else shown[: CELL_LIMIT - 1] + "…"


def could_run(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula when it is typed or exported again."""
    if text[:1] not in _MAY_BEGIN:
        return False
    return text.lstrip(" \u3000").startswith(_RUNS_IN_SPREADSHEETS)


def columns_wide(text: str) -> int:
    """Width of one line in half-width columns: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


@lru_cache(maxsize=4096)
def lines_needed(text: str, width: float) -> int:
    """How many lines the text takes in a column ``width`` half-width characters wide."""
    usable = max(2.0, width - 0.8)
    return sum(max(1, math.ceil(columns_wide(part) / usable)) for part in text.split("\n")) if text else 1
