"""What each posting says, as frozen descriptions whose strings are ready to draw; knows nothing of PDF."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.papers import PaperHead


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as one line of a table; ``materials`` is one sentence."""

    name: str
    materials: str = ""
    kind: str = ""
    limit: str = ""
    department: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items of one category."""

    category: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class ItemsPoster:
    """代办事项一览表 (000 §三.3 一栏表): every item by category."""

    head: PaperHead
    source: str  # which catalogue, of which version
    groups: tuple[ItemGroup, ...]


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One agent with what 002 §四.2 and 003 want public."""

    name: str
    post: str = ""
    phone: str = ""
    specialities: str = ""
    backup: str = ""


@dataclass(frozen=True, slots=True)
class AgentsPoster:
    """代办员公示 (002 工作制度 6, 003 个人特长)."""

    head: PaperHead
    agents: tuple[AgentLine, ...]
    duties: tuple[str, ...]  # what every agent does
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One shift; an empty line is for the hand."""

    day: str = ""
    weekday: str = ""
    times: str = ""
    agent: str = ""
    phone: str = ""
    backup: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyPoster:
    """值班表 (000 §三.2 轮流坐班)."""

    head: PaperHead
    period: str
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A title and what it means."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class PromisePoster:
    """服务承诺 (000 §三.5 五零服务) and 管理制度 (002 工作制度)."""

    head: PaperHead
    promises: tuple[Rule, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class SupervisionPoster:
    """监督电话 (004 监督考核制): whom to call about the service itself."""

    head: PaperHead
    lines: tuple[Rule, ...]  # who, which number
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One state on the way. ``arrow`` is the act that leads to it; ``words`` what happens there."""

    title: str
    arrow: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class FlowBranch:
    """Where a case may turn off from the box number ``at`` (from 0)."""

    at: int
    arrow: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FlowShortcut:
    """An act that leads from the box number ``at`` to the later one ``to``, past what lies between."""

    at: int
    to: int
    arrow: str


@dataclass(frozen=True, slots=True)
class FlowChart:
    """办事流程图 (000 §三.4): drawn from the transition table and the item's own procedure."""

    head: PaperHead
    matter: str  # "" for the general one
    boxes: tuple[FlowBox, ...]
    branches: tuple[FlowBranch, ...]
    shortcuts: tuple[FlowShortcut, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One finished case without anything that names the person beyond a masked name."""

    no: str
    applicant: str  # 张*生
    matter: str
    accepted_on: str
    completed_on: str
    result: str


@dataclass(frozen=True, slots=True)
class ResultsPoster:
    """办理结果公示 (004 六公开)."""

    head: PaperHead
    period: str
    lines: tuple[ResultLine, ...]


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One paper an item asks for."""

    name: str
    need: str
    forms: str
    sheets: str


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One item of a guide: its facts as (label, words), its papers, its steps."""

    code: str
    name: str
    category: str
    facts: tuple[tuple[str, str], ...]
    materials: tuple[GuideMaterial, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceGuide:
    """服务指南: a contents page where there are several items, then one item per page."""

    head: PaperHead
    source: str
    items: tuple[GuideItem, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """明白卡: what to bring, how long it takes, whom to ask; one item on a small sheet to take home."""

    head: PaperHead
    matter: str
    facts: tuple[tuple[str, str], ...]
    materials: tuple[str, ...]
    steps: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True)
class HotItem:
    """One of the most asked items; ``times`` is empty where the number could point at a person."""

    name: str
    times: str
    kind: str
    limit: str
    materials: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class HotItems:
    """服务代办热点手册: the most asked items of the last year, the most asked first."""

    head: PaperHead
    period: str
    items: tuple[HotItem, ...]


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One thing that must be public, and where it is posted; ``done`` is √ or empty."""

    title: str
    source: str
    papers: str
    done: str = ""
    place: str = ""
    posted_on: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureList:
    """公开事项核对表: 004's 六公开, 000 §三.5's nine and 003's specialities, ticked off with their posting."""

    head: PaperHead
    source: str
    lines: tuple[DisclosureLine, ...]
    figure: str = ""


PostingPaper = (
    ItemsPoster | AgentsPoster | DutyPoster | PromisePoster | SupervisionPoster | FlowChart | ResultsPoster
    | ServiceGuide | Leaflet | HotItems | DisclosureList
)  # fmt: skip
