"""What an import came to: counts, rows that were not taken in, rows that say something else than the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.rosters import ImportKind

Progress = Callable[[int, int, str], None]
"""Told the step, of how many, in words; whatever it raises stops the import and nothing is kept."""


def unheard(_step: int, _steps: int, _words: str) -> None:
    """For whoever does not listen."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """``row`` as the spreadsheet numbers it; ``error`` one or more sentences; ``field`` the first concerned."""

    row: int
    field: str
    error: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """``rows`` = ``new`` + ``unchanged`` + number of ``bad``.

    ``import_id`` is "" where nothing was written. ``differs`` are known people whose telephone or group in
    the file is another one: nothing of it was changed. ``notes`` are sentences about the whole file;
    ``columns`` maps a field to the letters of the column it was read from.
    """

    kind: ImportKind
    import_id: str
    rows: int
    new: int
    unchanged: int
    bad: tuple[BadRow, ...]
    differs: tuple[BadRow, ...] = ()
    notes: tuple[str, ...] = ()
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
