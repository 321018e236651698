"""Writing a new case: its facts, its first event, and what its paper, inquiry, tour or batch learns of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.clock import today
from app.domain import case_events
from app.domain.cases import CaseEventKind, CaseKind, Tier
from app.domain.catalogue import ServiceItem
from app.domain.requests import Origin
from app.errors import Defect
from app.models.tables import CaseEvent, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services.applicants import Applicant
from app.services.circumstances import Where
from app.services.desk import Desk
from app.services.numbering import next_number
from app.services.occasions import Occasion
from app.services.weighing import Weighed


@dataclass(frozen=True, slots=True)
class NewCase:
    """A weighed request without errors, with its applicant on record."""

    weighed: Weighed
    applicant: Applicant

    @property
    def occasion(self) -> Occasion:
        if self.weighed.occasion is None:
            raise Defect("a request without errors has its occasion")
        return self.weighed.occasion

    @property
    def where(self) -> Where:
        return self.weighed.where or Where()


def write_case(work: UnitOfWork, desk: Desk, new: NewCase, kind: CaseKind, reason: str) -> ServiceCase:
    """The case record, with its number: the next of the day, or the one on the paper."""
    occasion, weighed = new.occasion, new.weighed
    case = work.add(
        ServiceCase(
            case_no=occasion.reserved.case_no if occasion.reserved else next_number(work, desk),
            kind=kind.value,
            kind_reason=reason,
            promised_days=0,
            accepted_at=occasion.at,
            accepted_on=occasion.on,
            accepted_by=occasion.accepted_by,
            entered_by=desk.actor.agent_id,
            first_asked=occasion.first_asked,
            first_handler=occasion.accepted_by,
            handler=occasion.accepted_by,
            origin=occasion.origin.value,
            catalogue_id=weighed.held.id_of(weighed.item.code),
            clock_suspect=bool(weighed.clock),
            **_applicant_fields(new),
            **_item_fields(weighed.item),
            **_circumstance_fields(desk, new),
        )
    )
    _tell(new, case)
    return case


def write_event(
    work: UnitOfWork, desk: Desk, case: ServiceCase, event: CaseEventKind, said: dict[str, object]
) -> dict[str, object]:
    """The first event of a case; its fields as they were written.

    Of a slip it says when it was entered: whether that was in time is counted from it, the case has the paper's day.
    """
    slip = case.origin == Origin.RESERVED_SLIP
    checked = case_events.check_fields(event, said)
    work.add(
        CaseEvent(
            case_id=case.id,
            event=event.value,
            at=desk.clock.now() if slip else case.accepted_at,
            data=checked,
            reason=str(checked.get("reason", "")),
            by_agent=desk.actor.agent_id,
            by_name=desk.actor.name,
            by_tier=Tier.VILLAGE.value,
        )
    )
    return checked


def _applicant_fields(new: NewCase) -> dict[str, Any]:
    asked, applicant, mandate = new.weighed.asked, new.applicant, new.weighed.mandate
    return {
        "villager_id": applicant.villager_id,
        "organisation_id": applicant.organisation_id,
        "applicant_name": asked.name or applicant.name,
        "applicant_group": asked.group or applicant.group,
        "applicant_phone": asked.phone or applicant.phone,
        "representative": asked.representative or (mandate.representative if mandate else ""),
        "representative_relation": asked.representative_relation or (mandate.relation if mandate else ""),
        "mandate_id": mandate.mandate_id if mandate else "",
    }


def _item_fields(item: ServiceItem) -> dict[str, Any]:
    return {
        "item_code": item.code,
        "item_name": item.name,
        "item_category": item.category,
        "item_tier": item.tier.value,
        "department": item.department,
        "sensitive": item.sensitive,
        "department_days": item.department_days or 0,
        "statutory_days": item.statutory_days or 0,
        "transport_days": item.transport_days,
    }


def _circumstance_fields(desk: Desk, new: NewCase) -> dict[str, Any]:
    asked, how, where = new.weighed.asked, new.weighed.asked.how, new.where
    return {
        "mode": how.mode.value,
        "agency": how.agency.value,
        "help": how.help.value,
        "place": where.place,
        "tour_id": where.tour.id if where.tour else "",
        "urgency": how.urgency.value,
        "urgency_reason": how.urgency_reason if how.urgency else "",
        "urgency_approver": how.urgency_approver if how.urgency else "",
        "external_no": how.external_no,
        "external_entered_on": today(desk.clock) if how.external_no else None,
        "project_name": how.project_name,
        "lead_department": how.lead_department,
        "case_manager": new.weighed.case_manager,
        "batch_id": asked.typed.batch_id,
        "note": asked.note,
    }


def _tell(new: NewCase, case: ServiceCase) -> None:
    occasion, appointment = new.occasion, new.where.appointment
    if occasion.reserved is not None:
        occasion.reserved.used_by_case = case.id
    if appointment is not None:
        appointment.case_id, appointment.status = case.id, "kept"
    if occasion.inquiry is not None:
        occasion.inquiry.case_id, occasion.inquiry.is_request = case.id, True
        occasion.inquiry.answered_on = occasion.inquiry.answered_on or occasion.on
