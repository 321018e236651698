"""What the monthly report says, as plain frozen values: no SQL, no Qt, no spreadsheet library."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from app.clock import CHINA


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """Cases of one category (民政, 残联 …) in the month; every number counts cases (forms: 月统计表).

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
    entered late from an old book) but in no figure of the month.
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
class MonthReport:
    """Everything the month's workbook shows. ``month`` is 1–12; ``sample_notice`` "" when the catalogue is real."""

    room: str
    site_code: str
    year: int
    month: int
    made_by: str
    made_at_text: str
    definition_version: str
    sample_notice: str
    categories: tuple[CategoryLine, ...]
    ledger: Ledger
    rates: tuple[RateLine, ...]
    overdue: tuple[OverdueLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()

    @property
    def first_on(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last_on(self) -> date:
        """The month's last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def last_at(self) -> datetime:
        """The last second of the month in China, aware."""
        return datetime.combine(self.last_on, time(23, 59, 59), CHINA)
