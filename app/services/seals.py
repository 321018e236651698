"""用章登记: papers that wait for a seal kept elsewhere; acceptance never waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.clock import today
from app.domain import text
from app.errors import Refusal
from app.models.queries import records
from app.models.register import Register
from app.models.tables import SealRequest
from app.services.desk import Desk
from app.services.typed_fields import own_case, said

STATUS_WORDS = {"waiting": "待盖章", "sealed": "已盖章", "not_needed": "不用盖章"}


@dataclass(frozen=True, slots=True)
class SealRow:
    seal_id: str
    case_no: str
    applicant: str
    document: str
    sheets: int
    approver: str
    asked_on: date
    sealed_on: date | None
    status: str
    note: str = ""


def ask(desk: Desk, case_no: str, document: str, *, sheets: int = 1, approver: str = "") -> str:
    """A paper of a case waits for a seal; the id of the entry. Refusals name ``document sheets approver``."""
    if not 1 <= sheets <= 999:
        raise Refusal("份数要在 1 到 999 之间。", field="sheets", code="sheets")
    with desk.write() as work:
        case = own_case(work.session, desk.register.site_code, case_no)
        made = work.add(
            SealRequest(
                case_id=case.id,
                document=said(document, "document", "盖章的材料"),
                sheets=sheets,
                approver=text.line(approver, field="approver", words="批准人"),
                asked_on=today(desk.clock),
                status="waiting",
                note="",
            )
        )
        work.commit()
        return made.id


def settle(desk: Desk, seal_id: str, status: str, *, approver: str = "", note: str = "") -> None:
    """It was sealed (by whose approval), or need not be; Refusals ``no-seal``, ``seal-settled``, ``approver``."""
    if status not in ("sealed", "not_needed"):
        raise Refusal(
            "结果只能是：已盖章（sealed）、不用盖章（not_needed）。", field="status", code="unknown-status"
        )
    with desk.write() as work:
        entry = work.get(SealRequest, seal_id)
        if entry is None:
            raise Refusal("没有这条用章登记。", field="seal", code="no-seal")
        if entry.status != "waiting":
            raise Refusal(
                f"这条已经是“{STATUS_WORDS[entry.status]}”，没有改动。", field="seal", code="seal-settled"
            )
        entry.approver = text.line(approver, field="approver", words="批准人") or entry.approver
        if status == "sealed" and not entry.approver:
            raise Refusal("用章要写批准人。", field="approver", code="field-missing")
        entry.status, entry.note = status, text.note(note)
        if status == "sealed":
            entry.sealed_on = today(desk.clock)
        work.commit()


def log(register: Register, *, status: str = "") -> tuple[SealRow, ...]:
    """The seal log in the order asked; ``status`` keeps to one of ``STATUS_WORDS``."""
    with register.reading() as session:
        site = register.site_code
        found = records.of_site(session, SealRequest, site, **({"status": status} if status else {}))
        cases = records.cases_by_id(session, site, [one.case_id for one in found])
        return tuple(
            SealRow(
                seal_id=one.id,
                case_no=cases[one.case_id].case_no,
                applicant=cases[one.case_id].applicant_name,
                document=one.document,
                sheets=one.sheets,
                approver=one.approver or "",
                asked_on=one.asked_on,
                sealed_on=one.sealed_on,
                status=one.status,
                note=one.note or "",
            )
            for one in found
            if one.case_id in cases
        )
