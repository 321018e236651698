"""The words of a case: kinds, states, events, modes (design: domain, "A case, from asking to rating")."""

from __future__ import annotations

from enum import StrEnum


class CaseKind(StrEnum):
    IMMEDIATE = "immediate"  # 即办件
    PROMISED = "promised"  # 承诺件
    SUPPLEMENT = "supplement"  # 补办件
    ESCALATED = "escalated"  # 上报件


class CaseState(StrEnum):
    WAITING_MATERIALS = "waiting_materials"  # 待补正
    IN_PROGRESS = "in_progress"  # 承办中
    ESCALATED = "escalated"  # 已上报
    PAUSED = "paused"  # 暂停计时
    TO_FETCH = "to_fetch"  # 待取回
    COMPLETED = "completed"  # 已办结待反馈
    DELIVERED = "delivered"  # 已反馈待评价
    CLOSED = "closed"  # 已评结
    WITHDRAWN = "withdrawn"  # 已撤回
    DECLINED = "declined"  # 不予受理
    VOIDED = "voided"  # 已作废


class CaseEventKind(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOTIFIED = "notified"
    SUPPLEMENTED = "supplemented"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    CLAIMED = "claimed"
    DECLINED_ASSIGNMENT = "declined_assignment"
    PROGRESSED = "progressed"
    ESCALATED = "escalated"
    RECEIVED = "received"
    RETURNED = "returned"
    REFERRED_DOWN = "referred_down"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    COMPLETED = "completed"
    RESULT_READY = "result_ready"
    FETCHED = "fetched"
    DELIVERED = "delivered"
    RATED = "rated"
    FOLLOWED_UP = "followed_up"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"
    REOPENED = "reopened"
    COMPLAINED = "complained"


class ServiceMode(StrEnum):
    COUNTER = "counter"  # 窗口
    HOME = "home"  # 上门
    TOUR = "tour"  # 巡回
    APPOINTMENT = "appointment"  # 预约
    ONLINE = "online"  # 网上
    PHONE = "phone"  # 电话
    TEAM = "team"  # 组团
    PAIRED = "paired"  # 结对


class MaterialForm(StrEnum):
    ORIGINAL = "original"  # 原件留存
    SEEN = "seen"  # 原件核验退回
    COPY = "copy"  # 复印件


class Tier(StrEnum):
    VILLAGE = "village"
    TOWNSHIP = "township"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    OUTSIDE = "outside"


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class RatingLevel(StrEnum):
    VERY_SATISFIED = "very_satisfied"  # 非常满意
    SATISFIED = "satisfied"  # 满意
    BASICALLY_SATISFIED = "basically_satisfied"  # 基本满意
    DISSATISFIED = "dissatisfied"  # 不满意
    VERY_DISSATISFIED = "very_dissatisfied"  # 非常不满意


OPEN_STATES = frozenset(
    {
        CaseState.WAITING_MATERIALS,
        CaseState.IN_PROGRESS,
        CaseState.ESCALATED,
        CaseState.PAUSED,
        CaseState.TO_FETCH,
    }
)
"""States in which the promise still runs or waits: the case is neither finished nor ended."""

KIND_WORDS = {
    CaseKind.IMMEDIATE: "即办件",
    CaseKind.PROMISED: "承诺件",
    CaseKind.SUPPLEMENT: "补办件",
    CaseKind.ESCALATED: "上报件",
}
STATE_WORDS = {
    CaseState.WAITING_MATERIALS: "待补正",
    CaseState.IN_PROGRESS: "承办中",
    CaseState.ESCALATED: "已上报",
    CaseState.PAUSED: "暂停计时",
    CaseState.TO_FETCH: "待取回",
    CaseState.COMPLETED: "已办结待反馈",
    CaseState.DELIVERED: "已反馈待评价",
    CaseState.CLOSED: "已评结",
    CaseState.WITHDRAWN: "已撤回",
    CaseState.DECLINED: "不予受理",
    CaseState.VOIDED: "已作废",
}
EVENT_WORDS = {
    CaseEventKind.ACCEPTED: "受理",
    CaseEventKind.DECLINED: "不予受理",
    CaseEventKind.NOTIFIED: "一次告知",
    CaseEventKind.SUPPLEMENTED: "补齐材料",
    CaseEventKind.VERIFIED: "核实",
    CaseEventKind.ASSIGNED: "派单",
    CaseEventKind.CLAIMED: "认领",
    CaseEventKind.DECLINED_ASSIGNMENT: "退单",
    CaseEventKind.PROGRESSED: "办理进展",
    CaseEventKind.ESCALATED: "上报",
    CaseEventKind.RECEIVED: "上级收件",
    CaseEventKind.RETURNED: "退回补正",
    CaseEventKind.REFERRED_DOWN: "转村办理",
    CaseEventKind.PAUSED: "暂停计时",
    CaseEventKind.RESUMED: "恢复计时",
    CaseEventKind.EXTENDED: "延期",
    CaseEventKind.COMPLETED: "办结",
    CaseEventKind.RESULT_READY: "通知取件",
    CaseEventKind.FETCHED: "取回结果",
    CaseEventKind.DELIVERED: "送达反馈",
    CaseEventKind.RATED: "评价",
    CaseEventKind.FOLLOWED_UP: "回访",
    CaseEventKind.WITHDRAWN: "撤回",
    CaseEventKind.VOIDED: "作废",
    CaseEventKind.REOPENED: "重办",
    CaseEventKind.COMPLAINED: "投诉",
}
MODE_WORDS = {
    ServiceMode.COUNTER: "窗口",
    ServiceMode.HOME: "上门",
    ServiceMode.TOUR: "巡回",
    ServiceMode.APPOINTMENT: "预约",
    ServiceMode.ONLINE: "网上",
    ServiceMode.PHONE: "电话",
    ServiceMode.TEAM: "组团",
    ServiceMode.PAIRED: "结对",
}
FORM_WORDS = {
    MaterialForm.ORIGINAL: "原件留存",
    MaterialForm.SEEN: "原件核验退回",
    MaterialForm.COPY: "复印件",
}
RATING_WORDS = {
    RatingLevel.VERY_SATISFIED: "非常满意",
    RatingLevel.SATISFIED: "满意",
    RatingLevel.BASICALLY_SATISFIED: "基本满意",
    RatingLevel.DISSATISFIED: "不满意",
    RatingLevel.VERY_DISSATISFIED: "非常不满意",
}
