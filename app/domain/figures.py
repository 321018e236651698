"""What reports count: one frozen line of facts for each case, request and complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.cases import CaseKind, CaseState, RatingLevel, ServiceMode
from app.domain.periods import Period

__all__ = ["CaseFacts", "ComplaintFacts", "InquiryFacts", "Period"]

NEAR_MODES = frozenset({ServiceMode.HOME, ServiceMode.TOUR})
NEAR_PLACES = frozenset({"point", "home", "tour"})


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as the figures see it at the end of the day they are counted for. All days are local dates.

    ``accepted_on`` is the day it counts on: of a reserved paper number entered within two open days the
    paper's, else the day of entry. ``first_asked_on`` is the day of the 咨询 it came from, else the same.
    ``kind`` is the kind given at acceptance. ``promised_on`` is the promise given at acceptance (None while
    it does not run yet); ``promise_kept_by`` is that promise moved only by days that do not count and by
    extensions the law gives, told before the old date; ``due_on`` is the current due date including every
    approved extension. ``completed_on`` is the day the case became 已办结 (last time, if reopened).
    ``forwarded_in_time``, ``answered_in_time``, ``fetched_in_time`` are the segments of an escalated case:
    None where the segment does not apply. ``old_book`` marks 补录: shown beside, in no rate.
    """

    case_no: str
    item_code: str
    category: str
    kind: CaseKind
    state: CaseState
    accepted_on: date
    site_code: str = ""
    case_id: str = ""
    first_asked_on: date | None = None
    accepted_hour: int | None = None
    promised_on: date | None = None
    promise_kept_by: date | None = None
    due_on: date | None = None
    completed_on: date | None = None
    delivered_on: date | None = None
    withdrawn: bool = False
    declined: bool = False
    declined_without_ground: bool = False
    voided: bool = False
    old_book: bool = False
    mode: ServiceMode = ServiceMode.COUNTER
    place: str = ""
    escalated: bool = False
    forwarded_in_time: bool | None = None
    answered_in_time: bool | None = None
    fetched_in_time: bool | None = None
    rating: RatingLevel | None = None
    rated_on: date | None = None
    rating_reason: str = ""
    extended_on: date | None = None
    extended_until: date | None = None
    extension_reason: str = ""
    extension_approved_by: str = ""
    otherwise_extended: bool = False
    overdue_explanation: str = ""
    reopened_for_our_fault_on: date | None = None
    returned_for_our_fault_on: date | None = None
    complained_on: date | None = None
    complaint_words: str = ""
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

    @property
    def ended(self) -> bool:
        """Withdrawn or declined: out of rates 4 and 5."""
        return self.withdrawn or self.declined

    @property
    def asked_on(self) -> date:
        """When the request was first asked."""
        return self.first_asked_on or self.accepted_on

    @property
    def near(self) -> bool:
        """Served at home, on a tour or at a point of an area (零距离)."""
        return self.mode in NEAR_MODES or self.place in NEAR_PLACES

    def accepted_in(self, period: Period) -> bool:
        return not self.declined and self.accepted_on in period

    def completed_in(self, period: Period) -> bool:
        return not self.ended and self.completed_on in period

    def open_at(self, day: date) -> bool:
        """Accepted, and neither completed nor ended by the end of ``day``."""
        finished = self.completed_on is not None and self.completed_on <= day
        return self.accepted_on <= day and not (self.ended or self.voided or finished)

    def overdue_at(self, day: date) -> bool:
        """Open at the end of ``day`` though its current due date is that day or before (rate 4)."""
        return self.open_at(day) and self.due_on is not None and self.due_on <= day

    def on_time(self) -> bool:
        """Completed on or before the day that binds; a completed case without a promise is on time."""
        if self.completed_on is None:
            return False
        return self.bound_by is None or self.completed_on <= self.bound_by


@dataclass(frozen=True, slots=True)
class InquiryFacts:
    """One 咨询 at the period's end. ``waited_days`` are working days without an answer, up to then.

    ``outcome``: open | answered | case | referred | declined | withdrawn. ``case_counted``: it became a case
    that stands in the figures itself, so that the request counts once.
    """

    asked_on: date
    is_request: bool
    in_scope: bool
    outcome: str
    waited_days: int = 0
    case_counted: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """One 投诉. ``decided_on`` is the day it was ruled on or answered; ``upheld`` 经核查属实."""

    received_on: date
    decided_on: date | None = None
    upheld: bool = False
    case_no: str = ""
    item: str = ""
    words: str = ""
    answer: str = ""
