"""What an ordinary request never says: urgency, another kind, a paper slip, a project; as plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from app.domain.cases import CaseKind
from app.domain.requests import AcceptRequest, Agency, Help, Urgency


@dataclass(frozen=True, slots=True)
class RareAnswers:
    """Names are those of ``AcceptRequest``; "" is the usual. Days are ISO words."""

    place: str = ""
    tour_id: str = ""
    appointment_id: str = ""
    external_no: str = ""
    urgency: str = ""
    urgency_reason: str = ""
    urgency_approver: str = ""
    kind: str = ""
    kind_reason: str = ""
    agency: str = ""
    help: str = ""
    accepted_by: str = ""
    paper_no: str = ""
    paper_on: str = ""
    project_name: str = ""
    lead_department: str = ""
    case_manager: str = ""
    mandate_id: str = ""
    inquiry_id: str = ""

    @property
    def empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))

    def onto(self, request: AcceptRequest) -> AcceptRequest:
        """The request with all of these said too."""
        return replace(
            request,
            place=self.place,
            tour_id=self.tour_id,
            appointment_id=self.appointment_id,
            external_no=self.external_no,
            urgency=Urgency(self.urgency),
            urgency_reason=self.urgency_reason,
            urgency_approver=self.urgency_approver,
            kind=CaseKind(self.kind) if self.kind else None,
            kind_reason=self.kind_reason,
            agency=Agency(self.agency) if self.agency else Agency.AFFAIRS,
            help=Help(self.help) if self.help else Help.FOR,
            accepted_by=self.accepted_by,
            paper_no=self.paper_no,
            paper_on=date.fromisoformat(self.paper_on) if self.paper_on else None,
            project_name=self.project_name,
            lead_department=self.lead_department,
            case_manager=self.case_manager,
            mandate_id=self.mandate_id,
            inquiry_id=self.inquiry_id,
        )


_WORDS_OF = {"urgency": set(Urgency), "kind": {"", *CaseKind}, "agency": {"", *Agency}, "help": {"", *Help}}


def rare_of(kept: Mapping[str, object]) -> RareAnswers:
    """Kept words as answers; what another version of the program wrote otherwise is left out."""
    answers = {}
    for field in fields(RareAnswers):
        value = kept.get(field.name)
        if (
            isinstance(value, str)
            and value in _WORDS_OF.get(field.name, {value})
            and _is_day(field.name, value)
        ):
            answers[field.name] = value
    return RareAnswers(**answers)


def _is_day(name: str, value: str) -> bool:
    if name != "paper_on" or not value:
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
