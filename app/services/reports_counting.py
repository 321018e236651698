"""Counting a period of one room or of many: one pass over the register, numbers and lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.calendar import WorkingCalendar
from app.domain.deadlines import working_days_left
from app.domain.figures import CaseFacts, ComplaintFacts
from app.domain.periods import Period
from app.domain.rates import PeriodFigures, Surroundings, figures_from
from app.domain.tallies import CategoryFigures, Tally
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.models.queries import Session, catalogues, figures, figures_asked, figures_sent, figures_standing
from app.models.queries.figures import CountedCase, Scope
from app.models.register import Register
from app.reports import period_lines
from app.reports.period_report import LedgerLine, OverdueLine, RatingLine
from app.services import items, rooms

LEDGER_IN_MEMORY = 5_000
"""A longer register book is read again, line by line, while it is written."""
ASKED_EVERY = 100
"""Cases counted between two looks at whether the person asked to stop."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures: a room's own, or those of a township or county of many rooms (``merged``)."""

    site_code: str
    name: str
    rooms: tuple[tuple[str, str], ...]
    merged: bool = False

    @property
    def sites(self) -> tuple[str, ...]:
        """Every site whose cases count; a township's own window is one of them."""
        own = (self.site_code,) if self.merged else ()
        return (*own, *(code for code, _name in self.rooms))

    @property
    def names(self) -> dict[str, str]:
        return {self.site_code: self.name} | dict(self.rooms)


@dataclass
class Counting:
    """What one pass over a period found."""

    figures: PeriodFigures
    overdue: tuple[OverdueLine, ...]
    ratings: tuple[RatingLine, ...]
    book: tuple[CountedCase, ...]
    book_length: int


@dataclass
class _Lines:
    period: Period
    overdue: list[OverdueLine] = field(default_factory=list)
    ratings: list[RatingLine] = field(default_factory=list)
    book: list[CountedCase] = field(default_factory=list)
    book_length: int = 0

    def note(
        self, case: CountedCase, complaints: tuple[ComplaintFacts, ...], calendar: WorkingCalendar
    ) -> None:
        facts = case.facts

        def working_days(after: date, upto: date) -> int:
            return working_days_left(after, upto, calendar)

        self.overdue += period_lines.overdue_lines((facts,), self.period, working_days)
        if facts.rated_on in self.period or facts.complained_on in self.period:
            shown = _without_told(facts, {(one.case_no, one.received_on) for one in complaints})
            self.ratings += period_lines.rating_lines((shown,), self.period)
        if in_book(facts, self.period):
            self.book_length += 1
            if self.book_length <= LEDGER_IN_MEMORY:
                self.book.append(case)


def whose(register: Register) -> Whose:
    """Whose figures this register can give: its own room's, or all rooms' of a township."""
    name = rooms.room(register).name
    if register.keeps_feed:
        with register.reading() as session:
            return Whose(register.site_code, name, figures_sent.rooms_of(session), merged=True)
    return Whose(register.site_code, name, ((register.site_code, name),))


def count(
    session: Session,
    of: Whose,
    period: Period,
    *,
    reader_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Counting:
    """Everything of a period; ``reader_id`` does not read complaints about themselves.

    Refusal ``cancelled`` soon after ``cancelled()`` says so.
    """
    scope = Scope(of.sites, period)
    tally, lines = Tally(period), _Lines(period)
    complaints = figures_asked.complaints(session, of.sites, period, reader_id)
    calendar = working_calendar(session, of.site_code)
    if period.end_on >= period.start_on:
        for case in _until_stopped(figures.counted_cases(session, scope), cancelled):
            tally.add(case.facts)
            lines.note(case, complaints, calendar)
        for earlier in figures.earlier_cases(session, scope):
            tally.add_before(earlier.site_code, earlier.category, earlier.accepted, earlier.completed)
    around = surroundings(session, of, period, complaints)
    recorded = period_lines.rating_lines((), period, complaints)
    return Counting(
        figures_from(tally, around, _categories(session, of, period.end_on), of.sites if of.merged else ()),
        tuple(sorted(lines.overdue, key=lambda line: (line.sort != "超期", line.case_no))),
        tuple(sorted([*lines.ratings, *recorded], key=lambda line: (line.on, line.case_no, line.sort))),
        tuple(lines.book) if lines.book_length <= LEDGER_IN_MEMORY else (),
        lines.book_length,
    )


def _until_stopped(
    cases: Iterator[CountedCase], cancelled: Callable[[], bool] | None
) -> Iterator[CountedCase]:
    for number, case in enumerate(cases):
        if cancelled is not None and number % ASKED_EVERY == 0 and cancelled():
            raise Refusal("已停止统计，没有生成文件；登记簿没有变动，可以随时重新生成。", code="cancelled")
        yield case


def total(session: Session, of: Whose, period: Period, *, voids_until: date) -> CategoryFigures:
    """The numbers of all cases of a period and nothing else."""
    scope, tally = Scope(of.sites, period, voids_until), Tally(period)
    for case in figures.counted_cases(session, scope):
        tally.add(case.facts)
    for earlier in figures.earlier_cases(session, scope):
        tally.add_before(earlier.site_code, earlier.category, earlier.accepted, earlier.completed)
    return tally.total()


def surroundings(
    session: Session, of: Whose, period: Period, complaints: tuple[ComplaintFacts, ...]
) -> Surroundings:
    """What rates 1 to 3 and the zeros look at beside the cases."""
    known = figures_asked.cases_of_inquiries(session, of.sites, period)
    return Surroundings(
        standings=tuple(figures_standing.standing(session, code, period) for code, _name in of.rooms),
        inquiries=figures_asked.inquiries(session, of.sites, period, known),
        complaints=complaints,
        merged=of.merged,
    )


def in_book(facts: CaseFacts, period: Period) -> bool:
    """Whether a case stands in the period's register book."""
    return facts.accepted_on in period


def book_lines(session: Session, of: Whose, period: Period) -> Iterator[LedgerLine]:
    """The register book read again, one line at a time."""
    names = of.names if of.merged else {}
    for case in figures.counted_cases(session, Scope(of.sites, period)):
        if in_book(case.facts, period):
            yield book_line(case, names)


def book_line(case: CountedCase, names: dict[str, str]) -> LedgerLine:
    """One line of the register book; in a merged one the room stands before the group."""
    line = period_lines.ledger_line(case.facts, id_number=case.id_number, first_asked=case.first_asked)
    room = names.get(case.facts.site_code, "")
    return replace(line, group=f"{room} {line.group}".strip()) if room else line


def _without_told(facts: CaseFacts, told: set[tuple[str, date]]) -> CaseFacts:
    """The case without a complaint that its own record tells of."""
    on = facts.complained_on
    return replace(facts, complained_on=None) if on is not None and (facts.case_no, on) in told else facts


def _categories(session: Session, of: Whose, day: date) -> tuple[str, ...]:
    """The categories of the catalogue in force, so that one without cases is shown too."""
    found = catalogues.in_force(session, of.site_code, day)
    return () if found is None else items.read_document(found.document).categories
