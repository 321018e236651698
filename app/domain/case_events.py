"""The fields of each case event: what must be said with it, what may be, and how it is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain import text
from app.domain.cases import EVENT_WORDS, RATING_WORDS, CaseEventKind, CaseKind, RatingLevel
from app.errors import Refusal

TEXT_LIMIT = 2000

DECLINE_GROUNDS = {
    "not_in_scope": "不属于代办范围",
    "forbidden_by_law": "法律法规明令不予办理",
    "not_eligible": "不符合申请条件",
    "not_resident": "不属于本村（社区）受理地域",
    "already_done": "同一事项已经办结",
    "forbidden_certificate": "村（社区）不得出具的证明",
}
"""The published grounds for 不予受理. Missing papers are never one: they make a 补办件 (000 §三.4)."""

RATERS = {"applicant": "申请人", "representative": "代申请人"}
COMPLAINT_CHANNELS = {
    "counter": "当面",
    "phone": "电话",
    "box": "意见箱",
    "report_box": "举报箱",
    "discipline": "纪检监察",
    "letter": "来信",
    "online": "网上",
}
RATING_WAYS = {"faces": "当场按五个笑脸", "reply_card": "回执卡", "phone": "电话回访", "online": "网上"}
"""How a rating came in. ``faces``: the villager pressed one on the screen, in front of whoever is there."""

BOX_CHANNELS = frozenset({"box", "report_box"})
"""Boxes are opened by two people together (004 举报箱)."""

LOW_RATINGS = frozenset({RatingLevel.DISSATISFIED, RatingLevel.VERY_DISSATISFIED})


@dataclass(frozen=True, slots=True)
class EventField:
    """One field of an event. ``type``: text | list (of texts) | date | int | bool | choice.

    ``choices`` maps the stored word to the Chinese one; both are taken.
    """

    name: str
    type: str
    required: bool
    words: str
    choices: Mapping[str, str] | None = None


_KINDS = {
    CaseKind.IMMEDIATE.value: "即办件",
    CaseKind.PROMISED.value: "承诺件",
    CaseKind.SUPPLEMENT.value: "补办件",
    CaseKind.ESCALATED.value: "上报件",
}
_REASON = EventField("reason", "text", True, "原因")
_REMARK = EventField("reason", "text", False, "说明")
_ORIGINALS_BACK = EventField("returned_to", "text", False, "留存的原件退给谁")
_OVERDUE = EventField("overdue_explanation", "text", False, "超期说明（已超期的件必填）")

EVENT_FIELDS: dict[CaseEventKind, tuple[EventField, ...]] = {
    CaseEventKind.ACCEPTED: (
        EventField("kind", "choice", True, "办件类型", _KINDS),
        EventField("missing", "list", False, "还缺的材料"),
        _REMARK,
    ),
    CaseEventKind.DECLINED: (
        EventField("ground", "choice", True, "不予受理的依据", DECLINE_GROUNDS),
        EventField("legal_basis", "text", False, "法律依据"),
        EventField("where_to_go", "text", False, "应到哪里办理"),
        _ORIGINALS_BACK,
        _REMARK,
    ),
    CaseEventKind.NOTIFIED: (
        EventField("missing", "list", False, "告知须补齐的材料"),
        EventField("count", "int", False, "第几次告知"),
        _REMARK,
    ),
    CaseEventKind.SUPPLEMENTED: (
        EventField("materials", "list", False, "收到的材料"),
        EventField("still_missing", "list", False, "仍缺的材料"),
        _REMARK,
    ),
    CaseEventKind.VERIFIED: (
        EventField("findings", "text", False, "核实情况"),
        EventField("place", "text", False, "核实地点"),
        _REMARK,
    ),
    CaseEventKind.ASSIGNED: (
        EventField("to", "text", True, "派给谁"),
        EventField("to_agent", "text", False, "代办员编号"),
        _REMARK,
    ),
    CaseEventKind.CLAIMED: (_REMARK,),
    CaseEventKind.DECLINED_ASSIGNMENT: (_REASON,),
    CaseEventKind.PROGRESSED: (EventField("text", "text", True, "进展"), _REMARK),
    CaseEventKind.ESCALATED: (
        EventField("to", "text", False, "报到哪里"),
        EventField("materials", "list", False, "随件材料"),
        _REMARK,
    ),
    CaseEventKind.RECEIVED: (
        EventField("by", "text", False, "收件人"),
        EventField("reference", "text", False, "上级收件号"),
        EventField("answer_due_on", "date", False, "上级答复期限"),
        _REMARK,
    ),
    CaseEventKind.RETURNED: (
        EventField("missing", "list", True, "须补正的材料或内容"),
        EventField("by", "text", False, "退回的单位或人"),
        EventField("our_fault", "bool", False, "因我方差错"),
        _REMARK,
    ),
    CaseEventKind.REFERRED_DOWN: (_REASON,),
    CaseEventKind.PAUSED: (_REASON, EventField("expected_on", "date", False, "预计恢复日期")),
    CaseEventKind.RESUMED: (_REMARK,),
    CaseEventKind.EXTENDED: (
        EventField("until_on", "date", False, "延期到哪一天"),
        EventField("days", "int", False, "延长几个工作日"),
        EventField("approved_by", "text", True, "批准人"),
        _REASON,
        EventField("statutory", "bool", False, "属于法律法规规定的延期"),
        EventField("told_on", "date", False, "告知申请人的日期"),
    ),
    CaseEventKind.COMPLETED: (
        EventField("result", "text", True, "办理结果"),
        EventField("negative", "bool", False, "结果为不予批准"),
        EventField("document_no", "text", False, "文书或证照号"),
        _OVERDUE,
        _REMARK,
    ),
    CaseEventKind.RESULT_READY: (
        EventField("where", "text", False, "在哪里取"),
        EventField("result", "text", False, "办理结果"),
        _REMARK,
    ),
    CaseEventKind.FETCHED: (
        EventField("result", "text", False, "办理结果"),
        EventField("documents", "list", False, "取回的证照或文书"),
        _OVERDUE,
        _REMARK,
    ),
    CaseEventKind.DELIVERED: (
        EventField("to_whom", "text", True, "交给谁"),
        EventField("relation", "text", False, "与申请人的关系（不是本人领取时必填）"),
        EventField("document", "text", False, "看了什么证件（不是本人领取时必填）"),
        EventField("mandate", "text", False, "代领凭据（如委托书）"),
        EventField("how", "text", False, "怎样送达"),
        EventField("originals_kept", "list", False, "这次没有退还的原件"),
        _REMARK,
    ),
    CaseEventKind.RATED: (
        EventField("level", "choice", True, "满意度", {k.value: v for k, v in RATING_WORDS.items()}),
        EventField("by", "choice", False, "评价人", RATERS),
        EventField("way", "choice", False, "怎样评价的", RATING_WAYS),
        EventField("reason", "text", False, "原因（不满意、非常不满意时必填）"),
    ),
    CaseEventKind.FOLLOWED_UP: (
        EventField("text", "text", True, "回访情况"),
        EventField("how", "text", False, "回访方式"),
        EventField("settled", "bool", False, "群众已认可"),
        _REMARK,
    ),
    CaseEventKind.WITHDRAWN: (_REASON, _ORIGINALS_BACK),
    CaseEventKind.VOIDED: (_REASON, _ORIGINALS_BACK),
    CaseEventKind.REOPENED: (_REASON, EventField("our_fault", "bool", False, "因我方差错")),
    CaseEventKind.COMPLAINED: (
        EventField("text", "text", True, "投诉内容"),
        EventField("channel", "choice", False, "投诉渠道", COMPLAINT_CHANNELS),
        EventField("about", "text", False, "投诉哪位代办员，不填是承办人"),
        EventField("name", "text", False, "投诉人，可不填"),
        EventField("phone", "text", False, "投诉人电话"),
        EventField("opened_by", "text", False, "开箱人"),
        EventField("opened_with", "text", False, "一同开箱的人"),
        EventField("complaint_id", "text", False, "投诉登记"),
        _REMARK,
    ),
}


def check_fields(event: CaseEventKind, data: Mapping[str, object]) -> dict[str, object]:
    """``data`` checked and normalised: texts trimmed, days as ISO text, choices as their stored words.

    Ready for JSON; fields left empty are left out. Raises Refusal naming the field: ``event-field-unknown``,
    ``event-field-missing``, ``event-field-wrong``, ``decline-for-papers``.
    """
    fields = {field.name: field for field in EVENT_FIELDS[event]}
    for name in data:
        if name not in fields:
            known = "、".join(f"{f.name}（{f.words}）" for f in fields.values())
            raise Refusal(
                f"“{EVENT_WORDS[event]}”没有“{name}”这一项，可填：{known}。",
                field=name,
                code="event-field-unknown",
            )
    if "text" in fields and not data.get("text") and data.get("reason"):
        data = {**data, "text": data["reason"], "reason": ""}  # what is said with --reason is the text itself
    checked: dict[str, object] = {}
    for field in fields.values():
        value = data.get(field.name)
        normal = None if value is None or value == "" or value == [] else _normal(event, field, value)
        if normal is not None and normal != "" and normal != []:
            checked[field.name] = normal
        elif field.required:
            raise _missing(event, field)
    _check_together(event, checked)
    return checked


def _check_together(event: CaseEventKind, checked: dict[str, object]) -> None:
    if event is CaseEventKind.RATED:
        checked.setdefault("by", "applicant")
        checked.setdefault("way", "faces")
        if RatingLevel(str(checked["level"])) in LOW_RATINGS and "reason" not in checked:
            raise Refusal(
                "评价为“不满意”或“非常不满意”时请写明原因，以便改进。",
                field="reason",
                code="event-field-missing",
            )
    if event is CaseEventKind.EXTENDED and ("until_on" in checked) == ("days" in checked):
        raise Refusal(
            "延期请填一项：延到哪一天（until_on），或延长几个工作日（days）。",
            field="until_on",
            code="event-field-missing",
        )
    if event is CaseEventKind.ACCEPTED and (checked["kind"] == CaseKind.SUPPLEMENT) != ("missing" in checked):
        raise Refusal(
            "补办件须列出还缺的材料，其他办件不能缺材料。", field="missing", code="event-field-wrong"
        )


def _normal(event: CaseEventKind, field: EventField, value: object) -> object:
    match field.type:
        case "text":
            return _text(event, field, value)
        case "list":
            return _list(event, field, value)
        case "date":
            return _day(event, field, value)
        case "int":
            if (
                isinstance(value, bool)
                or not str(value).strip().isascii()
                or not str(value).strip().isdigit()
            ):
                raise _wrong(event, field, "要填整数")
            number = int(str(value).strip())
            if not 1 <= number <= 366:
                raise _wrong(event, field, "要在 1 到 366 之间")
            return number
        case "bool":
            return _bool(event, field, value)
        case _:
            return _choice(event, field, value)


def _text(event: CaseEventKind, field: EventField, value: object) -> str:
    """Several lines put right as everywhere; Refusal ``text-…`` names hidden characters, emoji and excess."""
    if not isinstance(value, str):
        raise _wrong(event, field, "要填文字")
    words = f"“{EVENT_WORDS[event]}”的“{field.words}”（{field.name}）"
    return text.note(value, field=field.name, words=words, limit=TEXT_LIMIT)


def _list(event: CaseEventKind, field: EventField, value: object) -> list[str]:
    if isinstance(value, str):
        value = value.replace("\uff1b", ";").replace("、", ";").split(";")
    if not isinstance(value, Sequence) or not all(isinstance(part, str) for part in value):
        raise _wrong(event, field, "要填名称，多项用分号隔开")
    return [name for part in value if (name := _text(event, field, part))]


def _day(event: CaseEventKind, field: EventField, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise _wrong(event, field, "要填日期，形如 2026-11-22") from None


def _bool(event: CaseEventKind, field: EventField, value: object) -> bool | None:
    if isinstance(value, bool):
        return value or None
    if str(value).strip().lower() in {"是", "true", "1"}:
        return True
    if str(value).strip().lower() in {"否", "false", "0"}:
        return None
    raise _wrong(event, field, "只能填是或否")


def _choice(event: CaseEventKind, field: EventField, value: object) -> str:
    choices = field.choices or {}
    chosen = str(value).strip()
    for stored, words in choices.items():
        if chosen in (stored, words):
            return stored
    if event is CaseEventKind.DECLINED and any(
        word in chosen for word in ("材料", "手续", "missing", "papers")
    ):
        raise Refusal(
            "材料或手续不全不能作为不予受理的依据：请按补办件受理，一次性告知还缺什么。",
            field=field.name,
            code="decline-for-papers",
        )
    listed = "、".join(f"{words}（{stored}）" for stored, words in choices.items())
    raise _wrong(event, field, f"只能从这些里选：{listed}")


def _missing(event: CaseEventKind, field: EventField) -> Refusal:
    return Refusal(
        f"“{EVENT_WORDS[event]}”要填“{field.words}”（{field.name}）。",
        field=field.name,
        code="event-field-missing",
    )


def _wrong(event: CaseEventKind, field: EventField, why: str) -> Refusal:
    return Refusal(
        f"“{EVENT_WORDS[event]}”的“{field.words}”（{field.name}）{why}。",
        field=field.name,
        code="event-field-wrong",
    )
