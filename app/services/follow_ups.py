"""回访: cases rated low that nobody has called on yet, with the days that are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.clock import Clock, today
from app.domain.cases import RATING_WORDS, CaseEventKind, RatingLevel
from app.domain.masking import neutral_name
from app.domain.rows import CaseFilter
from app.models.queries import agents
from app.models.queries import cases as queries
from app.models.register import Register
from app.services import case_pages
from app.services.case_lookup import find_case
from app.services.step_checks import effective_events

MOST = 200


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One case to be called on; ``days_left`` is negative once it is late."""

    case_no: str
    applicant: str
    phone: str
    item: str  # in neutral words where the item is sensitive
    rating: str
    reason: str
    handler: str
    due_on: date
    days_left: int


def waiting(register: Register, clock: Clock) -> tuple[FollowUpRow, ...]:
    """The cases to be called on, the most pressing first."""
    day = today(clock)
    page = case_pages.page(register, CaseFilter(follow_up=True), clock, limit=MOST)
    found = []
    with register.reading() as session:
        for row in page.rows:
            case = find_case(session, register.site_code, row.case_no)
            status = queries.status_now(session, case.site_code, case.id)
            if status is None or status.follow_up_due_on is None:
                continue
            rated = [e for e in effective_events(session, case) if e.event == CaseEventKind.RATED]
            named = agents.actors(session, [case.handler])
            found.append(
                FollowUpRow(
                    case_no=row.case_no,
                    applicant=row.applicant,
                    phone=row.phone,
                    item=neutral_name(row.item_name, sensitive=row.sensitive),
                    rating=RATING_WORDS[RatingLevel(status.rating)] if status.rating else "",
                    reason=str(rated[-1].data.get("reason", "")) if rated else "",
                    handler=named[case.handler].name if case.handler in named else "",
                    due_on=status.follow_up_due_on,
                    days_left=(status.follow_up_due_on - day).days,
                )
            )
    return tuple(sorted(found, key=lambda row: (row.due_on, row.case_no)))
