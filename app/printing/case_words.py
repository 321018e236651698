"""Everything papers say of one case, in words ready to draw; an empty one makes the form for the hand."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.papers import MaterialLine, PaperHead

BLANK_DAY = "　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: when, what, by whom, and what was said of it."""

    on: str
    title: str
    by: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """One paper that is still wanted: in which form, how many sheets, under which condition."""

    name: str
    form: str = ""
    sheets: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintWords:
    """A complaint; ``opened_by`` are the two who opened the box, ``case_no`` is "" where it is about no case."""

    name: str = ""
    phone: str = ""
    about: str = ""
    case_no: str = ""
    channel: str = ""
    text: str = ""
    received_on: str = ""
    opened_by: str = ""
    due_on: str = ""
    answer: str = ""
    answered_on: str = ""
    upheld: str = ""
    sent_up: str = ""
    ruling: str = ""


NO_COMPLAINT = ComplaintWords()


@dataclass(frozen=True, slots=True)
class CaseWords:
    """A case in words; every text is "" on an empty form.

    ``id_number`` is masked (first 6, last 4), ``whole_id_number`` is not. ``neutral_matter`` is what may be
    read by anybody: the same as ``matter`` unless the item is sensitive.
    """

    head: PaperHead
    applicant: str = ""
    sex: str = ""
    id_number: str = ""
    whole_id_number: str = ""
    phone: str = ""
    address: str = ""
    group: str = ""
    representative: str = ""
    relation: str = ""
    representative_id_number: str = ""
    representative_phone: str = ""
    powers: str = ""
    mandate_term: str = ""
    matter: str = ""
    neutral_matter: str = ""
    category: str = ""
    department: str = ""
    kind: str = ""
    mode: str = ""
    description: str = ""
    promise: str = ""
    due_on: str = ""
    accepted_on: str = ""
    agent: str = ""
    agent_phone: str = ""
    first_asked: str = ""
    first_handler: str = ""
    materials: tuple[MaterialLine, ...] = ()
    wanted: tuple[Demand, ...] = ()
    steps: tuple[Step, ...] = ()
    escalated_to: str = ""
    escalated_on: str = ""
    returned_on: str = ""
    returned_for: tuple[str, ...] = ()
    returned_reason: str = ""
    result: str = ""
    document_no: str = ""
    completed_on: str = ""
    delivered_on: str = ""
    delivered_to: str = ""
    delivered_how: str = ""
    rating: str = ""
    rating_reason: str = ""
    ground: str = ""
    legal_basis: str = ""
    where_to_go: str = ""
    reason: str = ""
    ended_on: str = ""
    visited_on: str = ""
    visited_by: str = ""
    findings: str = ""
    complaint: ComplaintWords = NO_COMPLAINT
    book_no: str = ""
    page_no: str = ""
    complaint_line: str = ""
    sensitive: bool = False

    @property
    def blank(self) -> bool:
        """An empty form."""
        return not self.head.case_no

    def day(self, text: str) -> str:
        """A date, or room to write one."""
        return text or BLANK_DAY
