"""Sent reports: the figures frozen with them, and what became known of a sent month afterwards (调整)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from app.domain import figure_documents
from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import LATEST_YEAR, Period, PeriodKind, ReportPeriod, parse
from app.domain.rate_definitions import DEFINITION_VERSION
from app.domain.rates import PeriodFigures
from app.errors import Refusal
from app.models.queries import Session, figures_sent
from app.models.queries.figures_sent import Sent
from app.models.tables import SentReport
from app.reports.period_report import AdjustmentLine
from app.services import reports_counting
from app.services.desk import Desk
from app.services.reports_counting import Whose

ADJUSTED = ("received", "completed", "on_time", "overdue", "declined", "rated", "satisfied", "errors")
"""The numbers of a sent month that are followed afterwards."""
LAST_MONTH = f"{LATEST_YEAR}-12"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures of a sent report; ``book`` are the numbers of the cases its register book had.

    ``room`` is what the room was called then, "" in reports sent before that was kept; ``book`` is None in those
    sent before a book too long for memory was kept.
    """

    figures: PeriodFigures
    definitions: str
    sent_at: datetime
    book: frozenset[str] | None
    room: str = ""


def frozen(session: Session, site_code: str, period: ReportPeriod) -> Frozen | None:
    """What was sent of a period; None before it was."""
    found = figures_sent.sent(session, site_code, period.kind.value, period.text)
    if found is None:
        return None
    figures = figure_documents.from_document(found.figures["figures"])
    book, room = frozenset(found.figures["book"]), found.figures.get("room", "")
    kept = bool(book) or not figures.total["received"]
    return Frozen(figures, found.definitions, found.sent_at, book if kept else None, room)


def freeze(desk: Desk, of: Whose, period: ReportPeriod, made: bytes) -> None:
    """Keep the figures of a period for ever, with the checksum of its workbook; Refusal ``already-sent``."""
    span = period.span
    with desk.write() as unit:
        session = unit.session
        if figures_sent.sent(session, of.site_code, period.kind.value, period.text) is not None:
            raise Refusal(
                f"{period.words}已经报送过，不再改动。以后知道的变动会在下个月列为调整。",
                field="period",
                code="already-sent",
            )
        counted = reports_counting.count(session, of, span)
        now = desk.clock.now()
        unit.add(
            SentReport(
                kind=period.kind.value,
                period=period.text,
                definitions=DEFINITION_VERSION,
                figures={
                    "figures": figure_documents.to_document(counted.figures),
                    "room": of.name,
                    "book": [line.case_no for line in reports_counting.book_lines(session, of, span)],
                    "late_marks": figures_sent.late_marks(session, of.sites, span.end_on, span.end_on),
                    "adjustments": [
                        [line.period, line.name, line.sent, line.earlier, line.now]
                        for line in adjustments(session, of, period, span)
                    ],
                },
                made_at=now,
                sent_at=now,
                sha256=hashlib.sha256(made).hexdigest(),
                by_agent=desk.actor.agent_id,
            )
        )
        unit.commit()


def adjustments(
    session: Session, of: Whose, period: ReportPeriod, span: Period
) -> tuple[AdjustmentLine, ...]:
    """What a month has to say of the sent months of the year before it; nothing for longer periods.

    A month that is sent keeps what it said. One that is sent after a later month says nothing: whatever came
    late of the months before stands in the later one.
    """
    if period.kind is not PeriodKind.MONTH or span.end_on < span.start_on:
        return ()
    own = figures_sent.sent(session, of.site_code, "month", period.text)
    if own is not None:
        return tuple(AdjustmentLine(*line) for line in own.figures["adjustments"])
    first = ReportPeriod(PeriodKind.MONTH, period.year - 1, period.number).text
    if figures_sent.sent_between(session, of.site_code, "month", period.text, LAST_MONTH):
        return ()
    sent = figures_sent.sent_between(session, of.site_code, "month", first, period.before.text)
    told: dict[tuple[str, str], int] = {}
    for one in sent:
        for line in (AdjustmentLine(*kept) for kept in one.figures["adjustments"]):
            told[(line.period, line.name)] = told.get((line.period, line.name), 0) + line.change
    return tuple(line for one in sent for line in _late(session, of, one, span, told))


def _late(
    session: Session, of: Whose, sent: Sent, span: Period, told: dict[tuple[str, str], int]
) -> list[AdjustmentLine]:
    """The numbers of one sent month that are others now; counted again only where something came."""
    month = parse(sent.period, PeriodKind.MONTH)
    marks = figures_sent.late_marks(session, of.sites, month.span.end_on, span.end_on)
    if marks == sent.figures["late_marks"]:
        return []
    now = reports_counting.total(session, of, month.span, voids_until=span.end_on)
    then = figure_documents.from_document(sent.figures["figures"]).total
    lines = [
        AdjustmentLine(
            month.words,
            COUNT_WORDS[name],
            then[name],
            told.get((month.words, COUNT_WORDS[name]), 0),
            now[name],
        )
        for name in ADJUSTED
    ]
    return [line for line in lines if line.change]
