"""What is asked for at the counter, as it is typed: the input of acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cases import CaseKind, MaterialForm, ServiceMode


class Agency(StrEnum):
    """What the agent is for the applicant (003 代办服务)."""

    AFFAIRS = "affairs"  # 事务代办
    VOICE = "voice"  # 诉求代言
    INTERESTS = "interests"  # 利益代理


class Help(StrEnum):
    """How much of it the agent does."""

    FOR = "for"  # 代办
    WITH = "with"  # 帮办
    ASSIST = "assist"  # 协办


class Urgency(StrEnum):
    USUAL = ""
    URGENT = "urgent"  # 急事
    SPECIAL = "special"  # 特事


class Origin(StrEnum):
    """Where a case was first written down."""

    COUNTER = "counter"
    OLD_BOOK = "old_book"  # 补录
    RESERVED_SLIP = "reserved_slip"  # 预留号的单据


AGENCY_WORDS = {Agency.AFFAIRS: "事务代办", Agency.VOICE: "诉求代言", Agency.INTERESTS: "利益代理"}
HELP_WORDS = {Help.FOR: "代办", Help.WITH: "帮办", Help.ASSIST: "协办"}
URGENCY_WORDS = {Urgency.USUAL: "一般", Urgency.URGENT: "急事", Urgency.SPECIAL: "特事"}
ORIGIN_WORDS = {
    Origin.COUNTER: "窗口受理",
    Origin.OLD_BOOK: "旧簿补录",
    Origin.RESERVED_SLIP: "纸面单据录入",
}


@dataclass(frozen=True, slots=True)
class MaterialGiven:
    """A paper put on the counter. ``sheets`` >= 1.

    ``undertaken``: 告知承诺 was signed in its place. ``kept_where`` and ``held_until`` say where an original
    that the room keeps lies, and until when.
    """

    name: str
    form: MaterialForm = MaterialForm.COPY
    sheets: int = 1
    note: str = ""
    undertaken: bool = False
    kept_where: str = ""
    held_until: date | None = None


@dataclass(frozen=True, slots=True)
class AcceptRequest:
    """One request of a villager, or of an organisation where ``organisation`` or ``organisation_id`` stands.

    ``villager_id`` names a returning villager; otherwise found by ID number or made new.
    ``item`` is a catalogue code or an exact name; of an item outside the catalogue ``note`` says what is asked.
    ``again`` is the reason for a second open case of the same person and item. ``id_missing_reason`` is said
    when there is no ID number at all. ``kind`` None takes what the catalogue's rules say; another one needs
    ``kind_reason``. ``paper_no`` and ``paper_on`` enter a slip with a reserved number; ``accepted_by`` is the
    agent (id or name) who took it, else the one who enters. ``inquiry_id`` is the 咨询 it came from: its
    first-asked agent stays. Dates are local.
    """

    name: str
    item: str
    id_number: str = ""
    id_missing_reason: str = ""
    phone: str = ""
    group: str = ""
    materials: tuple[MaterialGiven, ...] = ()
    mode: ServiceMode = ServiceMode.COUNTER
    note: str = ""
    again: str = ""
    villager_id: str = ""
    representative: str = ""
    representative_relation: str = ""
    mandate_id: str = ""
    organisation: str = ""
    organisation_id: str = ""
    credit_code: str = ""
    contact: str = ""
    kind: CaseKind | None = None
    kind_reason: str = ""
    agency: Agency = Agency.AFFAIRS
    help: Help = Help.FOR
    place: str = ""
    tour_id: str = ""
    appointment_id: str = ""
    urgency: Urgency = Urgency.USUAL
    urgency_reason: str = ""
    urgency_approver: str = ""
    external_no: str = ""
    project_name: str = ""
    lead_department: str = ""
    case_manager: str = ""
    paper_no: str = ""
    paper_on: date | None = None
    accepted_by: str = ""
    inquiry_id: str = ""
    batch_id: str = ""

    @property
    def of_organisation(self) -> bool:
        return bool(self.organisation.strip() or self.organisation_id)
