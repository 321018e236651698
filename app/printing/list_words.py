"""Everything papers say that are not about one case: named facts, and rows by the name of their table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.printing.case_words import BLANK_DAY
from app.printing.papers import PaperHead


@dataclass(frozen=True, slots=True)
class ListWords:
    """A list in words; without facts and rows it makes the form for the hand."""

    head: PaperHead
    facts: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def fact(self, key: str, blank: str = "") -> str:
        """What is said under ``key``, or ``blank``."""
        return self.facts.get(key) or blank

    def day(self, key: str) -> str:
        """A date, or room to write one."""
        return self.fact(key, BLANK_DAY)

    def table(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The rows of one table."""
        return self.rows.get(key, ())
