"""From any posting's description to its PDF, in one of its layouts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.printing.fonts import FontBook
from app.printing.papers import paper_kind
from app.printing.postings import (
    agents,
    disclosure_list,
    duty,
    flow_chart,
    guide,
    hot_items,
    items,
    leaflet,
    promise,
    results,
    supervision,
)
from app.printing.postings.board import Board, board_of
from app.printing.postings.descriptions import (
    AgentsPoster,
    DisclosureList,
    DutyPoster,
    FlowChart,
    HotItems,
    ItemsPoster,
    Leaflet,
    PostingPaper,
    PromisePoster,
    ResultsPoster,
    ServiceGuide,
    SupervisionPoster,
)

NAMES: dict[type[PostingPaper], str] = {
    ItemsPoster: "items-poster",
    AgentsPoster: "agents-poster",
    DutyPoster: "duty-poster",
    PromisePoster: "promise-poster",
    SupervisionPoster: "supervision-poster",
    FlowChart: "flow-chart",
    ResultsPoster: "results-poster",
    ServiceGuide: "service-guide",
    Leaflet: "leaflet",
    HotItems: "hot-items",
    DisclosureList: "disclosure-list",
}
"""Which paper of the list a description is."""


_DRAWN_BY: dict[type[PostingPaper], Callable[[Any, Board, FontBook], bytes]] = {
    ItemsPoster: items.render,
    AgentsPoster: agents.render,
    DutyPoster: duty.render,
    PromisePoster: promise.render,
    SupervisionPoster: supervision.render,
    FlowChart: flow_chart.render,
    ResultsPoster: results.render,
    ServiceGuide: guide.render,
    Leaflet: leaflet.render,
    HotItems: hot_items.render,
    DisclosureList: disclosure_list.render,
}


def render(paper: PostingPaper, fonts: FontBook, layout: str = "") -> bytes:
    """The posting as PDF; the same description gives the same bytes. KeyError where there is no such layout."""
    board = board_of(*paper_kind(NAMES[type(paper)]).size_mm(layout))
    return _DRAWN_BY[type(paper)](paper, board, fonts)
