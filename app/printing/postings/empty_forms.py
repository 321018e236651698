"""Postings to be written by hand: the same papers with numbered or empty lines."""

from __future__ import annotations

from collections.abc import Callable

from app.printing.papers import PaperHead
from app.printing.postings.descriptions import (
    AgentLine,
    AgentsPoster,
    DisclosureLine,
    DisclosureList,
    DutyLine,
    DutyPoster,
    FlowBox,
    FlowChart,
    GuideItem,
    GuideMaterial,
    HotItem,
    HotItems,
    ItemGroup,
    ItemLine,
    ItemsPoster,
    Leaflet,
    PostingPaper,
    PromisePoster,
    ResultLine,
    ResultsPoster,
    Rule,
    ServiceGuide,
    SupervisionPoster,
)

GUIDE_LABELS = (
    "实施主体", "设定依据", "申请条件", "前置手续", "办件类型", "办结时限", "收费标准", "办理地点", "咨询电话", "监督电话",
)  # fmt: skip
LEAFLET_LABELS = ("几天办好", "谁来决定", "要不要钱", "谁能办")
FIVE_ZEROS = ("零距离", "零推诿", "零积压", "零差错", "零投诉")


def _items(head: PaperHead) -> PostingPaper:
    return ItemsPoster(head, "", (ItemGroup("", (ItemLine(""),) * 20),))


def _agents(head: PaperHead) -> PostingPaper:
    return AgentsPoster(head, (AgentLine(""),) * 8, ())


def _duty(head: PaperHead) -> PostingPaper:
    return DutyPoster(head, "", (DutyLine(),) * 14)


def _promise(head: PaperHead) -> PostingPaper:
    return PromisePoster(head, tuple(Rule(title, "") for title in FIVE_ZEROS), (Rule("", ""),) * 5)


def _supervision(head: PaperHead) -> PostingPaper:
    return SupervisionPoster(
        head,
        (Rule("监督投诉电话", ""), Rule("本室服务热线", head.hotline), Rule("乡镇（街道）对接人", "")),
        (),
    )


def _flow(head: PaperHead) -> PostingPaper:
    return FlowChart(head, "", (FlowBox(""),) * 6, ())


def _results(head: PaperHead) -> PostingPaper:
    return ResultsPoster(head, "", tuple(ResultLine(str(number), *[""] * 5) for number in range(1, 16)))


def _guide(head: PaperHead) -> PostingPaper:
    facts = tuple((label, "") for label in GUIDE_LABELS)
    item = GuideItem("", "事项名称", "", facts, (GuideMaterial("", "", "", ""),) * 6, ("",) * 4)
    return ServiceGuide(head, "", (item,))


def _leaflet(head: PaperHead) -> PostingPaper:
    contact = f"有事请打 {head.hotline}" if head.hotline else ""
    return Leaflet(head, "", tuple((label, "") for label in LEAFLET_LABELS), ("",) * 5, ("",) * 3, contact)


def _hot_items(head: PaperHead) -> PostingPaper:
    return HotItems(head, "", (HotItem("", "", "", "", ()),) * 6)


def _disclosures(head: PaperHead) -> PostingPaper:
    return DisclosureList(head, "", (DisclosureLine("", "", ""),) * 12)


_EMPTY: dict[str, Callable[[PaperHead], PostingPaper]] = {
    "items-poster": _items,
    "agents-poster": _agents,
    "duty-poster": _duty,
    "promise-poster": _promise,
    "supervision-poster": _supervision,
    "flow-chart": _flow,
    "results-poster": _results,
    "service-guide": _guide,
    "leaflet": _leaflet,
    "hot-items": _hot_items,
    "disclosure-list": _disclosures,
}


def empty_posting(paper: str, head: PaperHead) -> PostingPaper:
    """The posting called ``paper`` with nothing but its room; KeyError if there is none."""
    return _EMPTY[paper](head)
