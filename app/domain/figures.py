"""What reports and rates count: one frozen line of facts for each case, and the period they fall in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from app.domain.cases import CaseKind, CaseState, RatingLevel, ServiceMode


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days ``[start_on, end_on]``."""

    start_on: date
    end_on: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start_on <= day <= self.end_on

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as the figures see it at the period's end. All days are local dates.

    ``kind`` is the kind given at acceptance. ``promised_on`` is the promise given at acceptance (None while
    it does not run yet); ``promise_kept_by`` is that promise moved only by days that do not count and by
    extensions the law gives, told in time; ``due_on`` is the current due date including every approved
    extension. ``completed_on`` is the day the case became 已办结 (last time, if reopened). ``old_book`` marks
    补录: shown beside, in no rate.
    """

    case_no: str
    item_code: str
    category: str
    kind: CaseKind
    state: CaseState
    accepted_on: date
    promised_on: date | None = None
    promise_kept_by: date | None = None
    due_on: date | None = None
    completed_on: date | None = None
    delivered_on: date | None = None
    withdrawn: bool = False
    withdrawn_before_answer: bool = False
    declined: bool = False
    declined_without_ground: bool = False
    voided: bool = False
    old_book: bool = False
    mode: ServiceMode = ServiceMode.COUNTER
    rating: RatingLevel | None = None
    rated_on: date | None = None
    rating_reason: str = ""
    extended_on: date | None = None
    extended_until: date | None = None
    extension_reason: str = ""
    extension_approved_by: str = ""
    reopened_on: date | None = None
    returned_on: date | None = None
    returned_for_our_fault: bool = False
    complained_on: date | None = None
    complaint_upheld: bool = False
    item_name: str = ""
    applicant: str = ""
    group: str = ""
    phone: str = ""
    agent_name: str = ""
    result: str = ""
    note: str = ""
    sensitive: bool = False

    @property
    def counts(self) -> bool:
        """Whether the case may stand in a rate at all: voided and old-book entries never do."""
        return not (self.voided or self.old_book)

    @property
    def bound_by(self) -> date | None:
        """The day rate 5 holds the room to."""
        return self.promise_kept_by or self.promised_on

    def accepted_in(self, period: Period) -> bool:
        return not self.declined and self.accepted_on in period

    def completed_in(self, period: Period) -> bool:
        return self.completed_on in period

    def open_at(self, day: date) -> bool:
        """Accepted, and neither completed nor ended by the end of ``day``."""
        ended = self.withdrawn or self.declined or self.voided
        finished = self.completed_on is not None and self.completed_on <= day
        return self.accepted_on <= day and not ended and not finished

    def overdue_at(self, day: date) -> bool:
        """Open at the end of ``day`` though its current due date is that day or before (rate 4)."""
        return self.open_at(day) and self.due_on is not None and self.due_on <= day

    def on_time(self) -> bool:
        """Completed on or before the day that binds; a completed case without a promise is on time."""
        if self.completed_on is None:
            return False
        return self.bound_by is None or self.completed_on <= self.bound_by
