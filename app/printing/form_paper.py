"""What most papers are: a head and sections of fields, tables, paragraphs and signature boxes; knows nothing of PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.printing.papers import PaperHead

SIGN_HERE = "签名或按指印"
SEAL_HERE = "签名（盖章）"


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands beside it. ``key`` names the field whatever a county calls it.

    ``share`` is its part of the row's width; ``hand_mm`` the least height, where a hand writes much.
    """

    key: str
    label: str
    text: str = ""
    share: float = 1.0
    bold: bool = False
    hand_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; ``shares`` of the width, ``row_mm`` the least height of a row.

    ``smaller_pt``: by how much smaller than the fields, so that numbers and dates stand in one line.
    """

    headings: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: tuple[int, ...] = ()
    row_mm: float = 0.0
    smaller_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs here, with his name where it is known; ``hint`` says how."""

    caption: str
    hint: str = SIGN_HERE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, then rows of fields, then a table, then paragraphs, then signature boxes; any may be absent.

    ``addressee`` stands before the paragraphs; headings, paragraphs and captions are the program's own words.
    """

    heading: str = ""
    key: str = ""
    fields: tuple[tuple[Entry, ...], ...] = ()
    table: Table | None = None
    addressee: str = ""
    words: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPaper:
    """One paper called ``name`` in the list of papers; ``note`` stands small beneath everything."""

    name: str
    title: str
    head: PaperHead
    sections: tuple[Section, ...]
    note: str = ""


def filled_up(
    rows: Iterable[Sequence[str]], columns: int, least: int, *, numbered: bool = True
) -> tuple[tuple[str, ...], ...]:
    """``rows`` and as many empty ones as make ``least``; the first column counts where ``numbered``."""
    given = [tuple(row) for row in rows]
    wanted = max(least, len(given))
    for number in range(len(given) + 1, wanted + 1):
        first = (str(number),) if numbered else ("",)
        given.append(first + ("",) * (columns - 1))
    return tuple(given)
