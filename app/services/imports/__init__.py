"""Taking in rosters and old ledgers: looked at, tried without writing, written in one unit of work, undone."""

from __future__ import annotations

from app.domain.import_choice import ImportChoice, choice_of
from app.domain.rosters import ImportKind
from app.models.queries.imports import ImportRow
from app.services.imports.looking import ImportPreview, look
from app.services.imports.outcome import BadRow, ImportOutcome, Progress
from app.services.imports.running import dry_run, run, runs
from app.services.imports.undoing import ImportUndone, undo

__all__ = [
    "BadRow",
    "ImportChoice",
    "ImportKind",
    "ImportOutcome",
    "ImportPreview",
    "ImportRow",
    "ImportUndone",
    "Progress",
    "choice_of",
    "dry_run",
    "look",
    "run",
    "runs",
    "undo",
]
