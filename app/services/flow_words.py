"""What a flow chart says: the table of transitions in a villager's words, with the item's own procedure."""

from __future__ import annotations

from app.domain.case_paths import TurnOff, WayPoint, declined_at_once, is_from_above, main_way, turn_offs
from app.domain.case_states import Transition
from app.domain.cases import EVENT_WORDS, KIND_WORDS, STATE_WORDS, CaseKind, CaseState
from app.domain.catalogue import ServiceItem
from app.printing.papers import PaperHead
from app.printing.postings.descriptions import FlowBox, FlowBranch, FlowChart, FlowShortcut
from app.services.posting_words import department_words, limit_words, step_words

ASKING = "到室、打电话、预约、上门、巡回时都可以提出；可以由他人代为申请。"
MISSING = "一次告知要补的材料，补齐后继续办理。"
KINDS = "即办件当日办结；承诺件限期办结；补办件补齐后办理；上报件代为上报、代为取回。"
NOTE = "全程无偿代办。任何一步都可以查询进度；申请人可以随时撤回；超过时限、有意见的可以投诉。"
FROM_ABOVE = "（上级）"
MOST_WAYS_BACK = 2
"""More than these are not listed in a small box: what is to be done says enough."""


def flow_chart(head: PaperHead, item: ServiceItem | None = None) -> FlowChart:
    """The chart of an item's kind, or the general one: the way of a case that goes up and comes back."""
    way = main_way(item.kind if item else CaseKind.ESCALATED)
    offs = turn_offs(way)
    boxes = (FlowBox("提出申请", "", ASKING), *(_box(point, item, head) for point in way))
    declined = declined_at_once()
    branches = [
        FlowBranch(0, "不属范围", EVENT_WORDS[declined.event], head.says(declined.todo)),
        FlowBranch(0, "材料不齐", f"{KIND_WORDS[CaseKind.SUPPLEMENT]}（{STATE_WORDS[CaseState.WAITING_MATERIALS]}）", MISSING),
    ]  # fmt: skip
    branches += [_branch(off, head) for off in offs if off.to is None]
    shortcuts = tuple(
        FlowShortcut(off.at + 1, off.to + 1, _acts(off.steps)) for off in offs if off.to is not None
    )
    return FlowChart(head, item.name if item else "", boxes, tuple(branches), shortcuts, head.says(NOTE))


def _box(point: WayPoint, item: ServiceItem | None, head: PaperHead) -> FlowBox:
    return FlowBox(STATE_WORDS[point.state], _act(point.by), _words(point, item, head))


def _words(point: WayPoint, item: ServiceItem | None, head: PaperHead) -> str:
    """What happens in a state; the item's own steps stand where the room works on it."""
    if point.state is CaseState.IN_PROGRESS:
        if item is None:
            return KINDS
        if item.procedure:
            return "；".join(f"{number}.{step}" for number, step in enumerate(step_words(item, head), 1))
        return f"{KIND_WORDS[item.kind]}，{limit_words(item)}。"
    if point.state is CaseState.ESCALATED and item is not None:
        return f"报送{department_words(item)}，等上级收件和答复。"
    return f"{head.says(point.by.todo)}。" if point.by.todo else ""


def _branch(off: TurnOff, head: PaperHead) -> FlowBranch:
    ways = dict.fromkeys(
        f"{EVENT_WORDS[row.event]}后{STATE_WORDS[row.to]}"
        if row.to
        else f"{EVENT_WORDS[row.event]}后继续办理"
        for row in off.back
        if row.to is not CaseState.DECLINED
    )
    words = "；".join(ways) if 0 < len(ways) <= MOST_WAYS_BACK else head.says(off.steps[0].todo)
    return FlowBranch(off.at + 1, _acts(off.steps), STATE_WORDS[off.state], f"{words}。" if words else "")


def _acts(steps: tuple[Transition, ...]) -> str:
    return "、".join(dict.fromkeys(_act(step) for step in steps))


def _act(step: Transition) -> str:
    return EVENT_WORDS[step.event] + (FROM_ABOVE if is_from_above(step) else "")
