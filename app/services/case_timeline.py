"""What happened to a case, in words: steps, corrections with old and new values, prints, values set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.clock import local_day
from app.domain.case_events import EVENT_FIELDS, EventField
from app.domain.case_states import MOVING_EVENTS
from app.domain.cases import EVENT_WORDS, FORM_WORDS, STATE_WORDS, CaseEventKind, CaseState, MaterialForm
from app.domain.masking import mask_id
from app.domain.rows import Actor, TimelineRow
from app.models.queries.histories import FieldChange, SetAside
from app.models.tables import CaseEvent, Correction, Material, PaperPrint
from app.printing.papers import PAPERS

CASE_FIELDS = {
    "applicant_name": "申请人",
    "applicant_group": "村民小组",
    "applicant_phone": "联系电话",
    "item_name": "代办事项",
    "mode": "服务方式",
    "promised_on": "承诺日期",
    "handler": "承办人",
    "representative": "代申请人",
    "representative_relation": "与申请人的关系",
    "note": "备注",
    "external_no": "省平台办件号",
    "township_no": "上级收件号",
    "answer_due_on": "上级答复期限",
    "district_no": "区县收件号",
    "district_due_on": "区县答复期限",
    "external_entered_on": "录入省平台日期",
    "earlier_promise_on": "放假安排公布后的期限",
    "urgency": "急事特事",
    "urgency_reason": "急办原因",
    "place": "受理地点",
    "book_no": "旧登记簿",
    "page_no": "页",
}
MATERIAL_FIELDS = {
    "name": "材料名称",
    "form": "材料形式",
    "sheets": "份数",
    "note": "材料备注",
    "returned_on": "退还日期",
    "kept_where": "存放处",
    "held_until": "留存到",
    "copies_destroyed_on": "复印件销毁日期",
}
VILLAGER_FIELDS = {
    "name": "姓名",
    "other_names": "别名",
    "id_number": "身份证号",
    "phone": "电话",
    "group_name": "村民小组",
    "address": "住址",
    "reach_by": "怎样联系",
    "note": "备注",
}
PAPER_WORDS = {kind.name: kind.title for kind in PAPERS}
NOT_TOLD = frozenset({"to_agent", "complaint_id"})
"""Identifiers that say nothing to a reader."""
ASIDE_WORDS = {
    "conflict": "另一台电脑先改了，后改的值未采用",
    "not-owner": "这一项不归填写方修改，未采用",
    "bad-change": "这一行上级读不懂，已保存待处理",
    "too-new": "这一行由更新版本写成，待上级升级后采用",
}
"""A ``stale-stage`` answer speaks of a step, which stands in the timeline itself as 未生效."""


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """Everything a timeline is made from; ``effective`` has one flag an event.

    ``hidden`` are events that the one who looks may not see; ``corrections`` also those of the villager.
    """

    events: Sequence[CaseEvent]
    effective: Sequence[bool]
    changes: Sequence[FieldChange]
    prints: Sequence[PaperPrint]
    aside: Sequence[SetAside]
    materials: Sequence[Material]
    agents: Mapping[str, Actor]
    suspect_clock: bool
    corrections: Sequence[Correction] = ()
    hidden: Collection[str] = field(default_factory=frozenset)


def timeline(history: CaseHistory, state: CaseState) -> tuple[TimelineRow, ...]:
    """The rows by time; a step keeps its place in feed order among steps of one instant."""
    rows = [
        *_steps(history, state),
        *_changes(history),
        *_of_the_villager(history),
        *_prints(history),
        *_set_aside(history),
    ]
    return tuple(sorted(rows, key=lambda row: row.at))


def _steps(history: CaseHistory, state: CaseState) -> Iterable[TimelineRow]:
    latest = None
    for event, counts in zip(history.events, history.effective, strict=True):
        on, went_back = local_day(event.at), latest is not None and local_day(event.at) < latest
        latest = on if latest is None else max(latest, on)
        if event.id in history.hidden:
            continue
        kind = CaseEventKind(event.event)
        detail = _said(EVENT_FIELDS[kind], event.data)
        if not counts:
            seen = STATE_WORDS[CaseState(event.from_state)] if event.from_state else "尚未受理"
            late = f"未生效：记录时办件是“{seen}”，之前已有别的步骤，现在是“{STATE_WORDS[state]}”"
            detail = f"{late}。{detail}" if detail else late
        accepted = kind is CaseEventKind.ACCEPTED
        yield TimelineRow(
            event.at,
            kind,
            EVENT_WORDS[kind],
            detail,
            event.by_name or _name(history, event.by_agent),
            counts or kind not in MOVING_EVENTS,
            went_back or (accepted and history.suspect_clock),
        )


def _said(fields: tuple[EventField, ...], data: Mapping[str, Any]) -> str:
    told = [field for field in fields if field.name in data and field.name not in NOT_TOLD]
    parts = [f"{field.words.partition('（')[0]}：{_words(field, data[field.name])}" for field in told]
    return "；".join(parts)


def _words(field: EventField, value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return (field.choices or {}).get(str(value), str(value))


def _changes(history: CaseHistory) -> Iterable[TimelineRow]:
    names = {material.id: material.name for material in history.materials}
    for change in history.changes:
        if (change.record_type, change.field) == ("case", "catalogue_id"):
            by, reason = _name(history, change.by_agent), _reason(history, change)
            yield TimelineRow(change.at, None, "改按新版目录", reason, by)
            continue
        words = (CASE_FIELDS if change.record_type == "case" else MATERIAL_FIELDS).get(change.field)
        if words is None:
            continue
        about = f"{names.get(change.record_id, '')} " if change.record_type == "material" else ""
        old, new = _value(history, change.field, change.old), _value(history, change.field, change.new)
        reason = _reason(history, change)
        detail = f"{about}{words}：{old} → {new}{f'（{reason}）' if reason else ''}"
        title = "更正" if change.old or reason else "补记"
        yield TimelineRow(change.at, None, title, detail, _name(history, change.by_agent))


def _reason(history: CaseHistory, change: FieldChange) -> str:
    """Why a field was put right, where it was put right with a reason."""
    for one in history.corrections:
        same = (one.target_id, one.field, one.new_value) == (change.record_id, change.field, change.new)
        if same and one.old_value == change.old:
            return one.reason
    return ""


def _of_the_villager(history: CaseHistory) -> Iterable[TimelineRow]:
    for one in history.corrections:
        if one.target_type != "villager" or one.field not in VILLAGER_FIELDS:
            continue
        old, new = (_shown(one.field, value) for value in (one.old_value, one.new_value))
        detail = f"群众资料 {VILLAGER_FIELDS[one.field]}：{old} → {new}（{one.reason}）"
        yield TimelineRow(one.at, None, "更正", detail, one.by_name or _name(history, one.by_agent))


def _shown(name: str, value: object) -> str:
    words = "（空）" if value in (None, "") else str(value)
    return mask_id(words) if name == "id_number" and value else words


def _prints(history: CaseHistory) -> Iterable[TimelineRow]:
    for made in history.prints:
        words = PAPER_WORDS.get(made.paper, made.paper)
        copy = f"第 {made.copy_no} 次" if made.copy_no > 1 else ""
        detail = "，".join(part for part in (copy, made.sent_to) if part)
        yield TimelineRow(made.printed_at, None, f"打印{words}", detail, _name(history, made.by_agent))


def _set_aside(history: CaseHistory) -> Iterable[TimelineRow]:
    for one in history.aside:
        if one.code not in ASIDE_WORDS:
            continue
        words = MATERIAL_FIELDS if one.record_type == "material" else CASE_FIELDS
        field = words.get(one.field, one.field)
        kept, late = _value(history, one.field, one.kept), _value(history, one.field, one.late)
        detail = f"{field}：采用 {kept}，未采用 {late}" if field else ""
        yield TimelineRow(one.at, None, ASIDE_WORDS[one.code], detail, "上级服务机构", effective=False)


def _value(history: CaseHistory, field: str, value: object) -> str:
    if field == "handler":
        return _name(history, str(value or "")) or "（空）"
    if field == "form" and value in set(MaterialForm):
        return FORM_WORDS[MaterialForm(str(value))]
    return "（空）" if value is None or value == "" else str(value)


def _name(history: CaseHistory, agent_id: str) -> str:
    actor = history.agents.get(agent_id)
    return actor.name if actor is not None else ""


def agents_in(
    events: Iterable[CaseEvent], changes: Iterable[FieldChange], prints: Iterable[PaperPrint]
) -> Collection[str]:
    """The ids of every agent who stands in a history."""
    named = {change.by_agent for change in changes} | {event.by_agent for event in events}
    for change in changes:
        if change.field == "handler":
            named |= {str(change.old or ""), str(change.new or "")}
    return named | {made.by_agent for made in prints}
