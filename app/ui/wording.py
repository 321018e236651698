"""The words of the domain on screen: kinds, states, events and the like, translatable."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.cases import (
    EVENT_WORDS,
    FORM_WORDS,
    KIND_WORDS,
    MODE_WORDS,
    RATING_WORDS,
    STATE_WORDS,
    CaseEventKind,
    CaseKind,
    CaseState,
    Light,
    MaterialForm,
    RatingLevel,
    ServiceMode,
)
from app.printing.papers import paper_kind

PAPERS = ("receipt", "card", "slip")
"""The papers of a case in the order in which they are handed over."""

LISTED = (
    QT_TRANSLATE_NOOP("Wording", "即办件"),
    QT_TRANSLATE_NOOP("Wording", "承诺件"),
    QT_TRANSLATE_NOOP("Wording", "补办件"),
    QT_TRANSLATE_NOOP("Wording", "上报件"),
    QT_TRANSLATE_NOOP("Wording", "待补正"),
    QT_TRANSLATE_NOOP("Wording", "承办中"),
    QT_TRANSLATE_NOOP("Wording", "已上报"),
    QT_TRANSLATE_NOOP("Wording", "暂停计时"),
    QT_TRANSLATE_NOOP("Wording", "待取回"),
    QT_TRANSLATE_NOOP("Wording", "已办结待反馈"),
    QT_TRANSLATE_NOOP("Wording", "已反馈待评价"),
    QT_TRANSLATE_NOOP("Wording", "已评结"),
    QT_TRANSLATE_NOOP("Wording", "已撤回"),
    QT_TRANSLATE_NOOP("Wording", "不予受理"),
    QT_TRANSLATE_NOOP("Wording", "已作废"),
    QT_TRANSLATE_NOOP("Wording", "受理"),
    QT_TRANSLATE_NOOP("Wording", "一次告知"),
    QT_TRANSLATE_NOOP("Wording", "补齐材料"),
    QT_TRANSLATE_NOOP("Wording", "核实"),
    QT_TRANSLATE_NOOP("Wording", "派单"),
    QT_TRANSLATE_NOOP("Wording", "认领"),
    QT_TRANSLATE_NOOP("Wording", "退单"),
    QT_TRANSLATE_NOOP("Wording", "办理进展"),
    QT_TRANSLATE_NOOP("Wording", "上报"),
    QT_TRANSLATE_NOOP("Wording", "上级收件"),
    QT_TRANSLATE_NOOP("Wording", "退回补正"),
    QT_TRANSLATE_NOOP("Wording", "转村办理"),
    QT_TRANSLATE_NOOP("Wording", "恢复计时"),
    QT_TRANSLATE_NOOP("Wording", "延期"),
    QT_TRANSLATE_NOOP("Wording", "办结"),
    QT_TRANSLATE_NOOP("Wording", "通知取件"),
    QT_TRANSLATE_NOOP("Wording", "取回结果"),
    QT_TRANSLATE_NOOP("Wording", "送达反馈"),
    QT_TRANSLATE_NOOP("Wording", "评价"),
    QT_TRANSLATE_NOOP("Wording", "回访"),
    QT_TRANSLATE_NOOP("Wording", "撤回"),
    QT_TRANSLATE_NOOP("Wording", "作废"),
    QT_TRANSLATE_NOOP("Wording", "重办"),
    QT_TRANSLATE_NOOP("Wording", "投诉"),
    QT_TRANSLATE_NOOP("Wording", "窗口"),
    QT_TRANSLATE_NOOP("Wording", "上门"),
    QT_TRANSLATE_NOOP("Wording", "巡回"),
    QT_TRANSLATE_NOOP("Wording", "预约"),
    QT_TRANSLATE_NOOP("Wording", "网上"),
    QT_TRANSLATE_NOOP("Wording", "电话"),
    QT_TRANSLATE_NOOP("Wording", "组团"),
    QT_TRANSLATE_NOOP("Wording", "结对"),
    QT_TRANSLATE_NOOP("Wording", "原件留存"),
    QT_TRANSLATE_NOOP("Wording", "原件核验退回"),
    QT_TRANSLATE_NOOP("Wording", "复印件"),
    QT_TRANSLATE_NOOP("Wording", "非常满意"),
    QT_TRANSLATE_NOOP("Wording", "满意"),
    QT_TRANSLATE_NOOP("Wording", "基本满意"),
    QT_TRANSLATE_NOOP("Wording", "不满意"),
    QT_TRANSLATE_NOOP("Wording", "非常不满意"),
    QT_TRANSLATE_NOOP("Wording", "期限内"),
    QT_TRANSLATE_NOOP("Wording", "快到期"),
    QT_TRANSLATE_NOOP("Wording", "已超期"),
    QT_TRANSLATE_NOOP("Wording", "仅在本机"),
    QT_TRANSLATE_NOOP("Wording", "已传到镇"),
    QT_TRANSLATE_NOOP("Wording", "镇已入库"),
    QT_TRANSLATE_NOOP("Wording", "一般"),
    QT_TRANSLATE_NOOP("Wording", "急事"),
    QT_TRANSLATE_NOOP("Wording", "特事"),
    QT_TRANSLATE_NOOP("Wording", "事务代办"),
    QT_TRANSLATE_NOOP("Wording", "诉求代言"),
    QT_TRANSLATE_NOOP("Wording", "利益代理"),
    QT_TRANSLATE_NOOP("Wording", "代办"),
    QT_TRANSLATE_NOOP("Wording", "帮办"),
    QT_TRANSLATE_NOOP("Wording", "协办"),
    QT_TRANSLATE_NOOP("Wording", "签名"),
    QT_TRANSLATE_NOOP("Wording", "按指印"),
    QT_TRANSLATE_NOOP("Wording", "发来照片"),
    QT_TRANSLATE_NOOP("Wording", "待答复"),
    QT_TRANSLATE_NOOP("Wording", "已答复"),
    QT_TRANSLATE_NOOP("Wording", "已受理成办件"),
    QT_TRANSLATE_NOOP("Wording", "已转介"),
    QT_TRANSLATE_NOOP("Wording", "不属于代办范围"),
    QT_TRANSLATE_NOOP("Wording", "法律法规明令不予办理"),
    QT_TRANSLATE_NOOP("Wording", "不符合申请条件"),
    QT_TRANSLATE_NOOP("Wording", "不属于本村（社区）受理地域"),
    QT_TRANSLATE_NOOP("Wording", "同一事项已经办结"),
    QT_TRANSLATE_NOOP("Wording", "村（社区）不得出具的证明"),
)
"""What the translator is shown; a test keeps it equal to the domain's own tables."""

LIGHT_WORDS = {Light.GREEN: "期限内", Light.YELLOW: "快到期", Light.RED: "已超期", Light.NONE: ""}
WHERE_WORDS = {"only_here": "仅在本机", "at_township": "已传到镇", "taken_in": "镇已入库"}


def kind_words(kind: CaseKind) -> str:
    return _say(KIND_WORDS[kind])


def state_words(state: CaseState) -> str:
    return _say(STATE_WORDS[state])


def event_words(event: CaseEventKind) -> str:
    return _say(EVENT_WORDS[event])


def mode_words(mode: ServiceMode) -> str:
    return _say(MODE_WORDS[mode])


def form_words(form: MaterialForm) -> str:
    return _say(FORM_WORDS[form])


def rating_words(level: RatingLevel) -> str:
    return _say(RATING_WORDS[level])


def light_words(light: Light) -> str:
    return _say(LIGHT_WORDS[light]) if light is not Light.NONE else ""


def where_words(where: str) -> str:
    return _say(WHERE_WORDS.get(where, where))


def domain_words(words: str) -> str:
    """Words of the domain's smaller tables: 缓急, 代办类别, statuses; shown as they stand where not translated."""
    return _say(words)


def _say(words: str) -> str:
    return QCoreApplication.translate("Wording", words)


def paper_words(paper: str) -> str:
    """What a paper is called on its own head, short enough for a button."""
    short = {
        "receipt": QCoreApplication.translate("Papers", "材料接收单"),
        "card": QCoreApplication.translate("Papers", "代办联系卡"),
        "slip": QCoreApplication.translate("Papers", "登记本（三联）"),
    }
    return short[paper] if paper in short else paper_kind(paper).title


def practice_words() -> str:
    """What stands on every screen of a practice room."""
    return QCoreApplication.translate("Wording", "练习 · 数据不上传")
