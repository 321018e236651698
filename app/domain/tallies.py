"""Counting the cases of a period one by one, however many come, into the numbers of ``case_counts``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.case_counts import CASE_COUNTS, COUNT_WORDS
from app.domain.figures import CaseFacts
from app.domain.periods import Period

TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """The numbers of one category, one site, or of everything; ``counts`` has every name of ``COUNT_WORDS``."""

    category: str
    counts: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        return self.counts[name]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What came in and was finished on one day of the period."""

    day: date
    accepted: int
    completed: int


@dataclass(frozen=True, slots=True)
class Shares:
    """How the accepted cases of the period spread: by day, item and hour of the day (0–23)."""

    days: tuple[DayCounts, ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    hours: tuple[tuple[int, int], ...] = ()


@dataclass
class Tally:
    """Holds numbers only, never cases: a year of a county fits as well as a month of a room."""

    period: Period
    _rows: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _sites: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _accepted: Counter[date] = field(default_factory=Counter)
    _completed: Counter[date] = field(default_factory=Counter)
    _items: Counter[str] = field(default_factory=Counter)
    _hours: Counter[int] = field(default_factory=Counter)

    def add(self, case: CaseFacts) -> None:
        """Count one case; voided ones count nowhere, old-book ones only as such."""
        if case.voided:
            return
        if case.old_book:
            if case.accepted_in(self.period):
                self._note(case, ["old_book"])
            return
        self._note(case, [count.name for count in CASE_COUNTS if count.holds(case, self.period)])
        if case.accepted_in(self.period):
            self._accepted[case.accepted_on] += 1
            self._items[case.item_name or case.item_code] += 1
            if case.accepted_hour is not None:
                self._hours[case.accepted_hour] += 1
        if case.completed_on is not None and case.completed_in(self.period):
            self._completed[case.completed_on] += 1

    def add_before(self, site_code: str, category: str, accepted: int, completed: int) -> None:
        """Cases that were over before the period began: they stand in the cumulative numbers only."""
        for rows, key in ((self._rows, category), (self._sites, site_code)):
            rows[key]["ever_accepted"] += accepted
            rows[key]["ever_completed"] += completed

    def _note(self, case: CaseFacts, names: list[str]) -> None:
        self._rows[case.category].update(names)
        self._sites[case.site_code].update(names)

    def rows(self, order: Iterable[str] = ()) -> tuple[CategoryFigures, ...]:
        """One row a category: those of ``order`` first, also without cases, others as they came."""
        shown = [name for name, counts in self._rows.items() if any(counts[each] for each in _SHOWN)]
        names = dict.fromkeys([*order, *sorted(shown)])
        return tuple(_figures(name, self._rows.get(name, Counter())) for name in names)

    def sites(self, order: Iterable[str] = ()) -> tuple[CategoryFigures, ...]:
        """One row a site, in the given order."""
        return tuple(_figures(code, self._sites.get(code, Counter())) for code in order)

    def total(self) -> CategoryFigures:
        """Everything together."""
        return _figures(TOTAL, sum(self._rows.values(), Counter()))

    def shares(self) -> Shares:
        """By day (every day of the period), by item (the most first) and by hour."""
        first, last = self.period.start_on.toordinal(), self.period.end_on.toordinal()
        days = (date.fromordinal(number) for number in range(first, last + 1))
        items = sorted(self._items.items(), key=lambda pair: (-pair[1], pair[0]))
        return Shares(
            tuple(DayCounts(day, self._accepted[day], self._completed[day]) for day in days),
            tuple(items),
            tuple(sorted(self._hours.items())),
        )


_SHOWN = tuple(name for name in COUNT_WORDS if not name.startswith(("ever_", "old_")))
"""A category in which nothing happened but long ago has no row of its own."""


def _figures(name: str, counts: Mapping[str, int]) -> CategoryFigures:
    return CategoryFigures(name, {each: counts.get(each, 0) for each in COUNT_WORDS})
