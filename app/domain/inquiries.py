"""咨询 and askings not yet accepted: what was asked, by whom first, and what became of it (000 §三.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class InquiryOutcome(StrEnum):
    OPEN = "open"  # 待答复
    ANSWERED = "answered"  # 已答复
    CASE = "case"  # 已受理成办件
    REFERRED = "referred"  # 已转介
    DECLINED = "declined"  # 不予受理
    WITHDRAWN = "withdrawn"  # 已撤回


OUTCOME_WORDS = {
    InquiryOutcome.OPEN: "待答复",
    InquiryOutcome.ANSWERED: "已答复",
    InquiryOutcome.CASE: "已受理成办件",
    InquiryOutcome.REFERRED: "已转介",
    InquiryOutcome.DECLINED: "不予受理",
    InquiryOutcome.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True, slots=True)
class InquiryDraft:
    """As asked; may be unnamed. ``is_request``: something is asked to be done, not only to be known.

    ``in_scope``: it is the room's to serve. ``item`` a code or exact name, or "". ``first_asked`` is the agent
    (id or name) who was asked first, else whoever enters it.
    """

    topic: str
    name: str = ""
    phone: str = ""
    villager_id: str = ""
    item: str = ""
    is_request: bool = False
    in_scope: bool = True
    first_asked: str = ""


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """``first_asked`` is the agent's name, ``case_no`` of the case it became, "" where none."""

    inquiry_id: str
    asked_at: datetime
    asked_on: date
    name: str
    phone: str
    villager_id: str
    topic: str
    item_code: str
    is_request: bool
    in_scope: bool
    first_asked: str
    outcome: InquiryOutcome
    answer: str
    answered_on: date | None
    referred_to: str
    ground: str
    case_no: str
