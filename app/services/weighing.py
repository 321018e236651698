"""Everything that speaks for and against a request, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from app.clock import today
from app.domain import deadlines
from app.domain.acceptance import Decision, decide
from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import Counting, ServiceItem
from app.domain.mandates import MandateRow
from app.domain.requests import AcceptRequest
from app.domain.rows import OpenDuplicate
from app.errors import Defect, Refusal
from app.models.calendars import working_calendar
from app.models.queries import Session, organisations, sites
from app.models.queries import cases as queries
from app.services import applicants, circumstances, items, mandates
from app.services.applicants import KnownApplicant
from app.services.calendars import closed_day_warning
from app.services.circumstances import Where
from app.services.clock_suspicion import suspicion
from app.services.desk import Desk
from app.services.items import HeldCatalogue
from app.services.occasions import Occasion, agent_id, occasion_of
from app.services.request_checks import CheckedRequest, check_request

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Promise:
    """``on`` is None for a 补办件: its limit starts when the last missing paper is in."""

    on: date | None = None
    provisional: bool = False


@dataclass(slots=True)
class Weighed:
    """What is known of a request. Parts are None where ``errors`` says why; ``clock`` is a sentence or ""."""

    asked: CheckedRequest
    held: HeldCatalogue
    clock: str
    occasion: Occasion | None = None
    applicant: KnownApplicant | None = None
    where: Where | None = None
    mandate: MandateRow | None = None
    decision: Decision | None = None
    promise: Promise = field(default_factory=Promise)
    duplicates: tuple[OpenDuplicate, ...] = ()
    case_manager: str = ""
    warnings: list[str] = field(default_factory=list)
    errors: list[Refusal] = field(default_factory=list)

    @property
    def item(self) -> ServiceItem:
        if self.asked.item is None:
            raise Defect("a request without errors has its item")
        return self.asked.item

    def tried(self, check: Callable[[], Found]) -> Found | None:
        """What ``check`` gives; its refusal is kept."""
        try:
            return check()
        except Refusal as refusal:
            self.errors.append(refusal)
            return None


def weigh(session: Session, desk: Desk, request: AcceptRequest) -> Weighed:
    """All of it, every refusal collected in the order of the page; writes nothing, raises nothing of it."""
    site_code = desk.register.site_code
    paper_on = request.paper_on if request.paper_no else None
    day = min(paper_on, today(desk.clock)) if paper_on else today(desk.clock)
    held = items.held(session, site_code, day)
    asked = check_request(request, held.catalogue, day)
    found = Weighed(asked, held, suspicion(session, desk))
    found.warnings = [*asked.warnings, *([found.clock] if found.clock else [])]
    found.errors = list(asked.errors)
    found.occasion = found.tried(lambda: occasion_of(session, desk, request))
    if request.case_manager:
        found.case_manager = (
            found.tried(lambda: agent_id(session, desk, request.case_manager, "case_manager")) or ""
        )
    if asked.item is not None:
        _decide(session, desk, found)
    _with_applicant(session, site_code, found, day)
    return found


def _decide(session: Session, desk: Desk, found: Weighed) -> None:
    asked, item = found.asked, found.item
    tier = Tier(sites.tier_of(session, desk.register.site_code))
    decision = found.tried(lambda: decide(item, asked.materials, tier, asked.kind, asked.kind_reason))
    if decision is None:
        return
    found.decision = decision
    if decision.kind is CaseKind.SUPPLEMENT or found.occasion is None:
        return
    calendar = working_calendar(session, desk.register.site_code)
    same_day = found.held.catalogue.counting is Counting.SAME_DAY
    due = deadlines.due(found.occasion.on, decision.days, calendar, same_day=same_day)
    found.promise = Promise(due.due_on, due.provisional)
    closed = closed_day_warning(session, desk.register.site_code, due.due_on)
    found.warnings += [closed] if closed else []


def _with_applicant(session: Session, site_code: str, found: Weighed, day: date) -> None:
    """Who it is can be told as soon as the name or number is right, whatever else is missing."""
    asked = found.asked
    wrong = {refusal.field for refusal in asked.errors}
    if wrong & {"name", "id_number", "villager_id", "organisation", "organisation_id", "credit_code"}:
        return
    applicant = found.tried(lambda: applicants.known(session, site_code, asked))
    if applicant is None:
        return
    found.applicant = applicant
    found.warnings += applicant.warnings
    on = found.occasion.on if found.occasion else day
    dated = "paper_on" if asked.typed.paper_on else "id_number"
    found.warnings += found.tried(lambda: applicants.check_alive(applicant, asked, on, dated)) or ()
    found.duplicates = _duplicates(session, site_code, found, applicant)
    found.where = found.tried(
        lambda: circumstances.where(session, site_code, asked.typed, asked.how, applicant.reach(asked))
    )
    found.warnings += found.where.warnings if found.where else ()
    principal = ((), applicant.records[0]) if asked.of_organisation and applicant.records else ()
    given = found.tried(
        lambda: mandates.for_request(
            session,
            site_code,
            asked.typed.mandate_id,
            asked.representative,
            principal or (applicant.records, ""),
            on,
        )
    )
    if given is not None:
        found.mandate = given[0]
        found.warnings += given[1]


def _duplicates(
    session: Session, site_code: str, found: Weighed, applicant: KnownApplicant
) -> tuple[OpenDuplicate, ...]:
    if found.asked.item is None:
        return ()
    if found.asked.of_organisation:
        return organisations.open_duplicates(session, site_code, applicant.records, found.item.code)
    return queries.open_duplicates(session, site_code, applicant.records, found.item.code)
