"""What a report of a period says, as plain frozen values: no SQL, no Qt, no spreadsheet library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.domain.periods import ReportPeriod


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """Cases of one category (民政, 残联 …) in the period; every number counts cases (forms: 月统计表).

    ``received`` = ``immediate`` + ``promised`` + ``supplement`` + ``escalated``;
    ``completed`` = ``on_time`` + those completed late; ``overdue`` also counts what is still open.
    ``rated`` have a valid rating, ``satisfied`` of them are 基本满意 or better.
    """

    name: str
    received: int
    completed: int
    immediate: int
    promised: int
    supplement: int
    escalated: int
    on_time: int
    overdue: int
    satisfied: int
    rated: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One case in the register book 受理登记簿, in words ready to print.

    ``id_number`` may be whole: it is masked when written. ``counted`` False: shown (voided, declined,
    entered late from an old book) but in no figure of the period.
    """

    case_no: str
    accepted_on: date
    applicant: str
    id_number: str
    phone: str
    group: str
    item: str
    category: str
    kind: str
    mode: str
    promised_on: date | None
    state: str
    completed_on: date | None
    handler: str
    first_asked: str
    remark: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class RateLine:
    """One of the six rates 六率 (000 §三.2, 001 §四). ``text`` is how paper prints it; ``note`` its definition."""

    no: int
    name: str
    numerator: int
    denominator: int
    text: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ZeroLine:
    """One of the five zeros 五零: ``count`` should be none; ``text`` is 零距离's share, else ""."""

    name: str
    words: str
    count: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One shift of the roster, in names."""

    on: date
    kind: str
    hours: str
    agent: str
    backup: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One number of this period and of the one before; ``share`` numbers are numerator and denominator."""

    name: str
    now: int
    before: int
    now_whole: int | None = None
    before_whole: int | None = None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What came in and was finished in one month of a longer period."""

    words: str
    accepted: int
    completed: int


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One room of a merged report: its numbers by name, and whether it meets every check of rate 1."""

    code: str
    name: str
    counts: Mapping[str, int]
    meets_all: bool


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """调整: what became known of a sent month after it was sent. ``earlier`` was adjusted before already."""

    period: str
    name: str
    sent: int
    earlier: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.sent - self.earlier


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One overdue or extended case. ``sort`` 超期 | 延期; ``days_late`` working days past the promise."""

    sort: str
    case_no: str
    item: str
    applicant: str
    handler: str
    promised_on: date | None
    due_on: date | None
    completed_on: date | None
    days_late: int
    approved_by: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating or complaint; no name of who rated stands here.

    ``sort`` 评价 | 投诉; ``level`` one of the five levels, "" for a complaint; ``counted`` False: an
    earlier rating that a later one of the same case has replaced.
    """

    sort: str
    on: date
    case_no: str
    item: str
    level: str
    words: str = ""
    answer: str = ""
    counted: bool = True


class Ledger(Protocol):
    """Cases in the order of the book, read once: a tuple, or a reader that knows how many will come."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[LedgerLine]: ...


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """Everything a workbook shows. ``as_of_text`` says how far a period under way is counted.

    ``sample_notice`` is "" when the catalogue is real. ``sites`` is set for a merged report only,
    ``counts`` are the period's numbers by their words, for a template. ``comparison`` and ``months`` for periods longer than a month. ``whole_numbers``: ID numbers are not masked.
    """

    room: str
    site_code: str
    period: ReportPeriod
    made_by: str
    as_of_text: str
    definition_version: str
    sample_notice: str
    categories: tuple[CategoryLine, ...]
    ledger: Ledger
    rates: tuple[RateLine, ...]
    overdue: tuple[OverdueLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    segments: tuple[RateLine, ...] = ()
    zeros: tuple[ZeroLine, ...] = ()
    shifts: tuple[ShiftLine, ...] = ()
    comparison: tuple[ComparisonLine, ...] = ()
    months: tuple[MonthLine, ...] = ()
    sites: tuple[SiteLine, ...] = ()
    adjustments: tuple[AdjustmentLine, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    whole_numbers: bool = False

    @property
    def old_book(self) -> int:
        """补录 entries of the period, which stand in no figure."""
        return self.counts.get("补录数", 0)

    @property
    def title(self) -> str:
        """Room and period, which every sheet's title begins with."""
        return f"{self.room}{self.period.words}"

    @property
    def first_on(self) -> date:
        """The period's first day."""
        return self.period.span.start_on

    @property
    def last_on(self) -> date:
        """The period's last day."""
        return self.period.span.end_on

    @property
    def last_at(self) -> datetime:
        """The last second of the period in China, aware."""
        return self.period.last_at
