"""Finding the case that a typed, spoken or scanned number means."""

from __future__ import annotations

from app.domain import case_numbers
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import cases as queries
from app.models.tables import ServiceCase

QR_MARK = "DB1*"
"""How the text of our codes begins; the case number is its second part."""


def number_in(text: str) -> str:
    """The canonical case number in ``text``; Refusal ``case-no-form`` or ``case-no-check`` on ``case_no``."""
    if text.strip().upper().startswith(QR_MARK):
        text = text.split("*")[1]
    return str(case_numbers.parse(text))


def find_case(session: Session, own_site: str, text: str) -> ServiceCase:
    """The case with the number in ``text``, of whatever site; Refusal ``no-such-case`` and as ``number_in``."""
    case_no = number_in(text)
    case = queries.by_number(session, case_no, own_site)
    if case is None:
        raise Refusal(
            f"登记簿里没有 {case_no} 这一件。号码的形式没有错，请看看是不是别的村（社区）的，或还没有同步过来。",
            field="case_no",
            code="no-such-case",
        )
    return case
