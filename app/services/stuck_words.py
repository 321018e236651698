"""What stuck lines are called: the township's answers, record fields and values in words a cadre knows."""

from __future__ import annotations

from app.models.dictionary import field_word, table_word

SENTENCES = {
    "conflict": "这一项在您写之前已被另一台电脑改过，先到的保留着，您写的放在一边，没有丢。请看看要哪一个。",
    "not-owner": "这一项归上级填写，您写的已收到但没有生效。如需更改请联系乡镇。",
    "stale-stage": "这一步到达时办件已经走到别的环节，记为未生效。请打开办件看看现在能做什么。",
    "bad-change": "这一行乡镇读不懂，已原样保存，没有生效。请重新填写一次；一直如此请联系乡镇管理员。",
    "too-new": "乡镇的程序版本较旧，这一行已收下，等乡镇升级后入库。不用重做。",
}
"""Line results (design: sync 18) as advice: what happened, what is safe, what next."""

_AFTER = {
    "unknown-replica": ("enrol_again",),
    "wrong-site": ("enrol_again",),
    "wrong-certificate": ("enrol_again", "sync_now"),
    "bad-signature": ("sync_now", "enrol_again"),
    "stick-key": ("enrol_again",),
    "not-enrolled": ("enrol_again",),
    "bad-header": ("upgrade", "sync_now"),
    "bad-request": ("upgrade", "sync_now"),
}
"""Whatever is not here is tried again: its sentence says what to mend first."""
_PEOPLE = ("agent", "villager")
_FIELDS = {
    "name": "名称",
    "other_names": "别名",
    "id_number": "身份证号",
    "id_missing_reason": "无证件原因",
    "phone": "电话",
    "hotline": "服务电话",
    "opening_hours": "开放时间",
    "address": "地址",
    "group_name": "村民小组",
    "post": "职务",
    "note": "备注",
    "reach_by": "联系方式",
    "applicant_name": "申请人",
    "applicant_group": "村民小组",
    "applicant_phone": "联系电话",
    "handler": "承办人",
    "first_handler": "首办人",
    "representative": "代申请人",
    "representative_relation": "与申请人关系",
    "promised_on": "承诺期限",
    "external_no": "省平台编号",
    "received": "是否收到",
    "received_on": "收到日期",
    "sheets": "份数",
    "form": "材料形式",
    "returned_on": "退还日期",
    "returned_to": "退还给谁",
    "held_until": "保管到",
    "from_state": "办理环节",
    "joined_into": "合并到",
    "active": "在岗",
}


def sentence_of(code: str) -> str:
    """The advice for a line result; an unknown one (a newer township) still gets a sentence."""
    return SENTENCES.get(code, "乡镇没有直接采用这一行，已原样保存。请联系乡镇管理员。")


def record_words(record_type: str) -> str:
    """What a record is called; one that only a newer program knows is a record."""
    return table_word(record_type) or "记录"


def field_words(record_type: str, field: str) -> str:
    """``办件·备注``: the record and the field."""
    word = "姓名" if field == "name" and record_type in _PEOPLE else _FIELDS.get(field) or field_word(field)
    return f"{record_words(record_type)}·{word}" if word else record_words(record_type)


def acts_after(code: str) -> tuple[str, ...]:
    """What a person can do about a contact that the township, or this PC, refused."""
    return _AFTER.get(code, ("sync_now",))


def scans_sentence(code: str) -> str:
    """Why scans were not taken, where waiting alone does not mend it; "" for anything else."""
    from sync.protocol.blobs import BLOB_CODES

    known = BLOB_CODES.get(code)
    return known.sentence if known is not None else ""


def value_words(value: object) -> str:
    """A stored value as it is shown beside another one."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
