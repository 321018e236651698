"""Every number of a period by its name: the set of cases it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.year.recount.cases import Case, Segments, all_cases, segments
from tests.year.recount.days import day_of
from tests.year.recount.told import Lines

GOOD = ("very_satisfied", "satisfied", "basically_satisfied")
KINDS = ("immediate", "promised", "supplement", "escalated")
LEVELS = {
    "very_satisfied": "very_satisfied",
    "rated_satisfied": "satisfied",
    "basically_satisfied": "basically_satisfied",
    "dissatisfied": "dissatisfied",
    "very_dissatisfied": "very_dissatisfied",
}


@dataclass
class Counted:
    """A case with everything asked of it in a period ``first`` … ``last``."""

    case: Case
    parts: Segments
    first: date
    last: date

    def within(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def received(self) -> bool:
        return not self.case.declined and self.within(self.case.counted_on)

    @property
    def completed(self) -> bool:
        return self.within(self.case.done_on)

    @property
    def overdue_open(self) -> bool:
        return self.case.is_overdue(self.last)

    @property
    def due(self) -> bool:
        return self.completed or self.overdue_open

    @property
    def on_time(self) -> bool:
        return self.completed and self.case.in_time

    @property
    def late(self) -> bool:
        return self.completed and not self.case.in_time

    @property
    def rated(self) -> bool:
        return self.within(self.case.told.rated_on)

    @property
    def asked(self) -> bool:
        return self.within(self.case.asked_on)

    @property
    def escalated(self) -> bool:
        return any(one["event"] == "escalated" for one in self.case.told.known)

    @property
    def complained_on(self) -> date | None:
        last = self.case.told.last("complained")
        return day_of(last["at"]) if last else None

    @property
    def extended_on(self) -> date | None:
        return day_of(self.case.extensions[-1]["at"]) if self.case.extensions else None

    @property
    def late_but_extended(self) -> bool:
        done, due = self.case.done_on, self.case.due_on
        return self.late and done is not None and due is not None and done <= due

    @property
    def ever_accepted(self) -> bool:
        return self.case.told.state not in ("withdrawn", "declined")


Test = Callable[[Counted], bool]
NEAR_MODES, NEAR_PLACES = ("home", "tour"), ("point", "home", "tour")
NUMBERS: dict[str, Test] = {
    "received": lambda one: one.received,
    "completed": lambda one: one.completed,
    "on_time": lambda one: one.on_time,
    "late": lambda one: one.late,
    "overdue_open": lambda one: one.overdue_open,
    "overdue": lambda one: one.late or one.overdue_open,
    "due": lambda one: one.due,
    "open_at_end": lambda one: one.case.is_open(one.last),
    "extended": lambda one: one.within(one.extended_on),
    "otherwise_extended": lambda one: one.case.unlawful and one.due,
    "late_but_extended": lambda one: one.late_but_extended,
    "rated": lambda one: one.rated,
    "satisfied": lambda one: one.rated and one.case.told.rating in GOOD,
    "completed_rated": lambda one: one.completed and bool(one.case.told.rating),
    "requested": lambda one: one.asked,
    "requests_accepted": lambda one: one.asked and not one.case.declined,
    "declined": lambda one: one.asked and one.case.declined,
    "declined_without_ground": lambda _one: False,  # the services take no refusal without a ground
    "withdrawn": lambda one: one.case.told.state == "withdrawn" and one.within(one.case.counted_on),
    "near": lambda one: (
        one.received and (one.case.record["mode"] in NEAR_MODES or one.case.record["place"] in NEAR_PLACES)
    ),
    "errors": lambda one: any(one.within(on) for on in one.case.told.faults.values()),
    "complained": lambda one: one.within(one.complained_on),
    "ever_accepted": lambda one: one.ever_accepted,
    "ever_completed": lambda one: one.ever_accepted and one.case.done_on is not None,
    "room_due": lambda one: one.due and not one.escalated,
    "room_kept": lambda one: one.on_time and not one.escalated,
    "forwarding_due": lambda one: one.due and one.parts.forwarded is not None,
    "forwarding_kept": lambda one: one.due and one.parts.forwarded is True,
    "above_due": lambda one: one.due and one.parts.answered is not None,
    "above_kept": lambda one: one.due and one.parts.answered is True,
    "fetching_due": lambda one: one.due and one.parts.fetched is not None,
    "fetching_kept": lambda one: one.due and one.parts.fetched is True,
}


def _of_kind(kind: str) -> Test:
    return lambda one: one.received and one.case.record["kind"] == kind


def _of_level(level: str) -> Test:
    return lambda one: one.rated and one.case.told.rating == level


NUMBERS |= {kind: _of_kind(kind) for kind in KINDS}
NUMBERS |= {name: _of_level(level) for name, level in LEVELS.items()}


class Numbers:
    """All numbers of a period; ``behind`` are the cases of each, in the order of the book."""

    def __init__(self, lines: Lines, first: date, last: date, voids_until: date | None = None) -> None:
        self.lines, self.first, self.last = lines, first, last
        cases = all_cases(lines, last, voids_until)
        self.all = [Counted(case, segments(lines, case, last), first, last) for case in cases]
        counting = [one for one in self.all if one.case.counts]
        self.behind = {name: [one for one in counting if test(one)] for name, test in NUMBERS.items()}
        self.behind["old_book"] = [
            one
            for one in self.all
            if one.case.old_book
            and not one.case.voided
            and one.within(one.case.counted_on)
            and not one.case.declined
        ]

    def total(self) -> dict[str, int]:
        return {name: len(found) for name, found in self.behind.items()}

    def of_category(self, category: str) -> dict[str, int]:
        return {
            name: sum(one.case.record["item_category"] == category for one in found)
            for name, found in self.behind.items()
        }
