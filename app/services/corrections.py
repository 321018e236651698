"""更正: a field put right with a reason; old and new value stay, and the timeline shows both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.clock import today
from app.domain import phones, text
from app.domain.case_states import FINAL_STATES
from app.domain.cases import MODE_WORDS, STATE_WORDS, CaseState, ServiceMode
from app.errors import Refusal
from app.models.queries import Session, records
from app.models.register import Register
from app.models.tables import Correction, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.typed_fields import own_case, said

Check = Callable[[str, date], str]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    at: datetime
    field: str
    words: str
    old: str
    new: str
    reason: str
    by_name: str


def _line(field: str, words: str) -> Check:
    return lambda typed, _today: text.line(typed, field=field, words=words)


def _mode(typed: str, _today: date) -> str:
    for mode, words in MODE_WORDS.items():
        if typed in (mode.value, words):
            return ServiceMode(mode).value
    listed = "、".join(f"{words}（{mode.value}）" for mode, words in MODE_WORDS.items())
    raise Refusal(f"服务方式只能是：{listed}。", field="mode", code="mode-unknown")


CASE_FIELDS: Mapping[str, tuple[str, Check]] = {
    "applicant_name": (
        "申请人",
        lambda typed, _today: text.name(typed, field="applicant_name", words="申请人"),
    ),
    "applicant_group": ("村民小组", _line("applicant_group", "村民小组")),
    "applicant_phone": ("联系电话", lambda typed, _today: phones.check(typed, field="applicant_phone")),
    "mode": ("服务方式", _mode),
    "place": ("受理地点", _line("place", "受理地点")),
    "representative": ("代申请人", _line("representative", "代申请人")),
    "representative_relation": ("与申请人的关系", _line("representative_relation", "与申请人的关系")),
    "note": ("备注", lambda typed, _today: text.note(typed)),
    "book_no": ("旧登记簿", _line("book_no", "旧登记簿")),
    "page_no": ("页", _line("page_no", "页")),
    "external_no": ("省平台办件号", _line("external_no", "省平台办件号")),
}
"""What of a case may be put right. Its number, item, days and who did what are never changed: void it instead."""


def correct_case(desk: Desk, case_no: str, field: str, new: str, reason: str) -> CorrectionRow:
    """Put a field of a case right; a closed case must be 重办 first.

    Refusals: ``no-such-case``, ``not-yours``, ``case-shut``, ``not-correctable``, ``nothing-changed``,
    ``reason``, and those of the field itself.
    """
    with desk.write() as work:
        case = own_case(work.session, desk.register.site_code, case_no)
        state = CaseState(records.states_by_id(work.session, case.site_code, [case.id])[case.id])
        if state in FINAL_STATES:
            way = "请先重办，再更正。" if state is CaseState.CLOSED else "需要再办请重新受理一件。"
            raise Refusal(f"这件{STATE_WORDS[state]}，不能更正。{way}", field="case_no", code="case-shut")
        row = _put_right(work, desk, case, field, new, reason)
        work.commit()
    return row


def of_case(register: Register, case_no: str) -> tuple[CorrectionRow, ...]:
    """What was put right in a case, the first first."""
    with register.reading() as session:
        case = own_case(session, register.site_code, case_no)
        return _rows(session, case.site_code, case.id)


def _put_right(
    work: UnitOfWork,
    desk: Desk,
    case: ServiceCase,
    field: str,
    new: str,
    reason: str,
) -> CorrectionRow:
    if field not in CASE_FIELDS:
        listed = "、".join(f"{words}（{name}）" for name, (words, _check) in CASE_FIELDS.items())
        raise Refusal(f"“{field[:40]}”不能更正。可以更正：{listed}。", field="field", code="not-correctable")
    words, check = CASE_FIELDS[field]
    old, value = str(getattr(case, field) or ""), check(new, today(desk.clock))
    if old == value:
        raise Refusal(f"{words}本来就是这样，没有改动。", field=field, code="nothing-changed")
    setattr(case, field, value)
    made = work.add(
        Correction(
            site_code=case.site_code,
            target_type="case",
            target_id=case.id,
            field=field,
            old_value=old,
            new_value=value,
            reason=said(reason, "reason", "更正的原因"),
            by_agent=desk.actor.agent_id,
            by_name=desk.actor.name,
            at=desk.clock.now(),
        )
    )
    return CorrectionRow(made.at, field, words, old, value, made.reason, made.by_name)


def _rows(session: Session, site_code: str, target_id: str) -> tuple[CorrectionRow, ...]:
    return tuple(
        CorrectionRow(
            one.at,
            one.field,
            CASE_FIELDS[one.field][0] if one.field in CASE_FIELDS else one.field,
            str(one.old_value or ""),
            str(one.new_value or ""),
            one.reason,
            one.by_name,
        )
        for one in records.of_site(session, Correction, site_code, target_id=target_id)
    )
