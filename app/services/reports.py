"""Reports of a month, quarter, half-year or year: counted, written, opened to their cases, sent and frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.clock import CHINA, Clock, today
from app.domain.case_counts import COUNT_WORDS, CUMULATIVE, holds
from app.domain.catalogue import SAMPLE_NOTICE
from app.domain.masking import reason_for_whole_numbers
from app.domain.periods import Period, PeriodKind, ReportPeriod, parse
from app.domain.rate_definitions import DEFINITION_VERSION
from app.domain.rates import PeriodFigures, SiteStanding
from app.domain.rows import CaseRow
from app.errors import Refusal
from app.models.queries import Session, case_rows, catalogues, figures_asked, marks_of_sync
from app.models.queries import figures as counting
from app.models.register import Register
from app.models.tables import Made
from app.reports import period_lines
from app.reports.period_report import AdjustmentLine, Ledger, LedgerLine, PeriodReport, ShiftLine, SiteLine
from app.services import agents, reports_counting, reports_frozen, rooms
from app.services.desk import Desk
from app.services.reports_counting import Counting, Whose, whose

SHIFT_WORDS = {
    "rotation": "轮流坐班",
    "fixed": "固定坐班",
    "party": "党员干部值班",
    "leader": "领导接待日",
    "petition": "信访接待",
}


@dataclass(frozen=True, slots=True)
class Making:
    """How a workbook is made. ``whole_numbers_reason`` shows ID numbers whole and is journaled.

    ``template`` is the township's own workbook to fill, ``password`` what the file asks for when opened.
    """

    template: bytes | None = None
    password: str = ""
    whole_numbers_reason: str = ""
    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """The figures of a period as screens show them; ``sent_on`` is set once they are frozen."""

    period: ReportPeriod
    room: str
    figures: PeriodFigures
    standings: tuple[SiteStanding, ...]
    adjustments: tuple[AdjustmentLine, ...]
    as_of_text: str
    sent_on: date | None = None
    room_names: tuple[tuple[str, str], ...] = ()


def workbook(desk: Desk, period: ReportPeriod, making: Making | None = None) -> bytes:
    """The ``.xlsx`` of a period; that it was made is journaled. The same data gives the same bytes.

    Refusals: ``whole-numbers`` without a real reason, ``password``, ``cancelled``, those of a template.
    """
    how = making or Making()
    reason = reason_for_whole_numbers(how.whole_numbers_reason)
    report = report_of(
        desk.register,
        period,
        desk.clock,
        made_by=desk.actor.name,
        reader_id=desk.actor.agent_id,
        cancelled=how.cancelled,
    )
    made = _written(replace(report, whole_numbers=bool(reason)), how)
    with desk.write() as unit:
        unit.add(
            Made(
                what="report",
                kind=period.kind.value,
                period=period.text,
                whole_numbers=bool(reason),
                reason=reason,
                at=desk.clock.now(),
                by_agent=desk.actor.agent_id,
            )
        )
        unit.commit()
    return made


def _written(report: PeriodReport, how: Making) -> bytes:
    from app.reports import locking, template
    from app.reports.workbook import write_report

    if how.template is not None:
        made = template.filled(how.template, report)
    else:
        made = write_report(report, progress=how.progress, cancelled=how.cancelled)
    return locking.locked(made, how.password) if how.password else made


def month(register: Register, year: int, month_no: int, clock: Clock, *, made_by: str = "") -> bytes:
    """The workbook of one month, not journaled; Refusal ``period`` for a month that does not exist."""
    from app.reports.workbook import write_report

    period = parse(f"{year:04d}-{month_no:02d}", PeriodKind.MONTH)
    return write_report(report_of(register, period, clock, made_by=made_by))


def shown(register: Register, period: ReportPeriod, clock: Clock) -> ShownFigures:
    """The figures of a period for a screen or a program: frozen ones where they were sent."""
    of = whose(register)
    span = period.passed_by(today(clock))
    with register.reading() as session:
        counted = reports_counting.count(session, of, span)
        around = reports_counting.surroundings(session, of, span, ())
        frozen, late = _frozen_and_late(session, of, period, span)
    return ShownFigures(
        period=period,
        room=of.name,
        figures=counted.figures if frozen is None else frozen.figures,
        standings=around.standings,
        adjustments=late,
        as_of_text=_as_of(period, span, frozen),
        sent_on=None if frozen is None else frozen.sent_at.astimezone(CHINA).date(),
        room_names=of.rooms if of.merged else (),
    )


def report_of(
    register: Register,
    period: ReportPeriod,
    clock: Clock,
    *,
    made_by: str = "",
    reader_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> PeriodReport:
    """Everything a workbook says, as frozen values.

    A period that is not over is counted up to today, and says so: what is not due yet is not overdue.
    """
    of, span = whose(register), period.passed_by(today(clock))
    with register.reading() as session:
        counted = reports_counting.count(session, of, span, reader_id=reader_id, cancelled=cancelled)
        frozen, late = _frozen_and_late(session, of, period, span)
        figures = frozen.figures if frozen else counted.figures
        sites = _site_lines(of, figures, _standings(session, of, span))
        shifts, before = _shift_lines(session, of, span), _figures_before(session, of, period, cancelled)
        sample = catalogues.is_sample(session, of.site_code, span.end_on)
    return PeriodReport(
        room=(frozen.room if frozen else "") or of.name,
        site_code=of.site_code,
        period=period,
        made_by=made_by or agents.first_actor(register).name,
        as_of_text=_as_of(period, span, frozen),
        definition_version=frozen.definitions if frozen else DEFINITION_VERSION,
        sample_notice=SAMPLE_NOTICE if sample else "",
        categories=period_lines.category_lines(figures),
        ledger=_ledger(register, of, span, counted, frozen),
        rates=period_lines.rate_lines(figures),
        overdue=counted.overdue,
        ratings=counted.ratings,
        segments=period_lines.segment_lines(figures),
        zeros=period_lines.zero_lines(figures),
        shifts=shifts,
        comparison=period_lines.comparison_lines(figures, before) if before else (),
        months=period_lines.month_lines(figures) if before else (),
        sites=sites,
        adjustments=late,
        counts=_by_words(figures),
    )


def behind(
    register: Register,
    period: ReportPeriod,
    figure: str,
    clock: Clock,
    *,
    category: str = "",
    site_code: str = "",
) -> tuple[CaseRow, ...]:
    """The cases that the number called ``figure`` counts (a name or the words of ``COUNT_WORDS``).

    In the order of acceptance; ``category`` and ``site_code`` narrow it to one row of a table. Refusal
    ``figure`` for a number that counts no cases.
    """
    name = named(figure)
    of = whose(register)
    span = period.passed_by(today(clock))
    scope = counting.Scope(of.sites, span, ever=name in CUMULATIVE)
    with register.reading() as session:
        keys = [
            (case.facts.site_code, case.facts.case_id)
            for case in counting.counted_cases(session, scope)
            if holds(name, case.facts, span)
            and category in ("", case.facts.category)
            and site_code in ("", case.facts.site_code)
        ]
        identity = register.identity
        marks = marks_of_sync.marks(
            session, register.site_code, identity.replica_id, keeps_feed=register.keeps_feed
        )
        return case_rows.rows_of(session, keys, today(clock), marks)


def named(figure: str) -> str:
    """The name of a number given by its name or its words; Refusal ``figure``."""
    wanted = figure.strip()
    for name, words in COUNT_WORDS.items():
        if wanted in (name, words):
            return name
    listed = "、".join(f"{words}（{name}）" for name, words in COUNT_WORDS.items())
    raise Refusal(f"没有“{wanted[:20]}”这个数。有：{listed}。", field="figure", code="figure")


def send(desk: Desk, period: ReportPeriod) -> ShownFigures:
    """Freeze the figures of a period: what becomes known later is the next month's 调整.

    Refusals: ``practice``, ``period-open`` for one that is not over, ``already-sent``.
    """
    if rooms.room(desk.register).demo:
        raise Refusal("这里是练习，数据不报送。", code="practice")
    if period.span.end_on >= today(desk.clock):
        raise Refusal(
            f"{period.words}还没有结束，{period.span.end_on:%m月%d日}之后再报送。",
            field="period",
            code="period-open",
        )
    report = report_of(desk.register, period, desk.clock, made_by=desk.actor.name)
    reports_frozen.freeze(desk, whose(desk.register), period, _written(report, Making()))
    return shown(desk.register, period, desk.clock)


def _figures_before(
    session: Session, of: Whose, period: ReportPeriod, cancelled: Callable[[], bool] | None
) -> PeriodFigures | None:
    """The figures of the period before, for those longer than a month."""
    if period.kind is PeriodKind.MONTH:
        return None
    frozen = reports_frozen.frozen(session, of.site_code, period.before)
    if frozen is not None:
        return frozen.figures
    return reports_counting.count(session, of, period.before.span, cancelled=cancelled).figures


def _frozen_and_late(
    session: Session, of: Whose, period: ReportPeriod, span: Period
) -> tuple[reports_frozen.Frozen | None, tuple[AdjustmentLine, ...]]:
    """What was sent of the period, and what it has to say of months sent before it."""
    frozen = reports_frozen.frozen(session, of.site_code, period)
    return frozen, reports_frozen.adjustments(session, of, period, span)


def _by_words(figures: PeriodFigures) -> dict[str, int]:
    return {words: figures.total[name] for name, words in COUNT_WORDS.items()}


def _standings(session: Session, of: Whose, span: Period) -> dict[str, SiteStanding]:
    if not of.merged:
        return {}
    around = reports_counting.surroundings(session, of, span, ())
    return {standing.site_code: standing for standing in around.standings}


def _site_lines(
    of: Whose, figures: PeriodFigures, standings: dict[str, SiteStanding]
) -> tuple[SiteLine, ...]:
    lines = []
    for row in figures.sites:
        standing = standings.get(row.category)
        meets_all = standing is not None and bool(standing.checks) and all(standing.checks.values())
        lines.append(SiteLine(row.category, of.names.get(row.category, ""), row.counts, meets_all))
    return tuple(lines)


def _shift_lines(session: Session, of: Whose, span: Period) -> tuple[ShiftLine, ...]:
    return tuple(map(_shift_line, figures_asked.shifts(session, of.sites, span)))


def _shift_line(shift: figures_asked.Shift) -> ShiftLine:
    hours = " — ".join(part for part in (shift.from_time, shift.to_time) if part)
    words = SHIFT_WORDS.get(shift.kind, shift.kind)
    return ShiftLine(shift.on_day, words, hours, shift.agent, shift.backup, shift.note)


def _as_of(period: ReportPeriod, span: Period, frozen: reports_frozen.Frozen | None) -> str:
    """Up to when the figures know; never when they happened to be made."""
    if frozen is not None:
        return f"{frozen.sent_at.astimezone(CHINA):%Y年%m月%d日}报送，不再改动"
    if span == period.span:
        return f"{span.end_on:%Y年%m月%d日}终"
    if span.end_on < span.start_on:
        return f"{period.this}还没有开始"
    return f"{span.end_on:%Y年%m月%d日}（{period.this}未完，统计到当天）"


@dataclass(frozen=True)
class _Book:
    """A register book too long to be held, read again while it is written; ``only``: the cases that were sent."""

    register: Register
    of: Whose
    span: Period
    length: int
    only: frozenset[str] | None

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[LedgerLine]:
        with self.register.reading() as session:
            for line in reports_counting.book_lines(session, self.of, self.span):
                if self.only is None or line.case_no in self.only:
                    yield line


def _ledger(
    register: Register,
    of: Whose,
    span: Period,
    counted: Counting,
    frozen: reports_frozen.Frozen | None,
) -> Ledger:
    """The register book; of a sent period the cases that were in it then."""
    only = None if frozen is None else frozen.book
    if counted.book_length > len(counted.book):
        book = _Book(register, of, span, counted.book_length, only)
        return book if only is None else replace(book, length=sum(1 for _line in book))
    names = of.names if of.merged else {}
    lines = (reports_counting.book_line(case, names) for case in counted.book)
    return tuple(line for line in lines if only is None or line.case_no in only)
