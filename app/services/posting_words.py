"""What each posting says, in words ready to draw: facts of the room in, frozen description out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.acceptance import TIER_WORDS
from app.domain.calendar import WEEKDAYS
from app.domain.cases import KIND_WORDS
from app.domain.catalogue import Catalogue, MaterialRequirement, ServiceItem
from app.domain.catalogue.items import NEED_WORDS, PAPER_FORM_WORDS, UNIT_WORDS
from app.domain.disclosures import DisclosureRow
from app.domain.masking import mask_name
from app.models.queries.postings import AgentFacts, FinishedCase, ShiftFacts, SiteFacts
from app.printing.papers import PaperHead, paper_kind
from app.printing.postings.descriptions import (
    AgentLine,
    AgentsPoster,
    DisclosureLine,
    DisclosureList,
    DutyLine,
    DutyPoster,
    GuideItem,
    GuideMaterial,
    HotItem,
    HotItems,
    ItemGroup,
    ItemLine,
    ItemsPoster,
    Leaflet,
    PromisePoster,
    ResultLine,
    ResultsPoster,
    Rule,
    ServiceGuide,
    SupervisionPoster,
)

FREE = "无偿"
PROMISES = (
    Rule("零距离", "服务到家门口：窗口、电话、预约、上门、巡回都能申请，老弱病残和行动不便的，我们上门办。"),
    Rule("零推诿", "首问负责：第一个接待您的人负责到底，属于代办事项的必须受理，不属于的说明到哪里办。"),
    Rule("零积压", "随来随办、限时办结：即办件当天办完，其他的件在承诺的时限之内办结。"),
    Rule("零差错", "缺什么一次告知清楚，收了什么当面开具材料接收单，原件看过就还。"),
    Rule("零投诉", "请您逐件评价；有意见、投诉的，按期答复，不满意的可以向上级反映。"),
)
"""000 §三.5 五零服务, each with what it means at the counter."""
RULES = (
    Rule("集中受理", "工作日保证有人接待，不得刁难群众。"),
    Rule("无偿代办", "除法律法规规定必须缴纳的费用外，一律无偿代办；代缴的费用凭票据。"),
    Rule("首问负责", "接受询问的代办员就是首问责任人，负责受理和转交。"),
    Rule("一次告知", "一次说清要交的材料、办理程序和办理时限。"),
    Rule("限时办结", "代办时限不超过办理部门承诺的时限。"),
    Rule("上墙公示", "代办事项的范围、内容和代办员信息公开；设意见箱或意见簿。"),
    Rule("上门服务", "接到预约及时入户，帮助准备材料、填表，按时限反馈结果。"),
)
"""002 工作制度: the seven rules of the room."""
DUTIES = (
    "需要上级审批的事项先作初审，帮助整理前置手续。",
    "提供咨询，代办相关审批和服务事项。",
    "受群众委托，联系有关窗口全程代办，办结后及时送达。",
    "走访群众，收集诉求和意见，一办到底。",
)
"""002 三（四） and 003: what every agent does."""
SHIFT_KINDS = {"party": "党员值班", "leader": "领导接待日", "petition": "信访接待", "fixed": "固定坐班"}
BLANK_SHIFTS = 14
"""Lines for the hand where no roster was made yet."""
FEWEST_SHOWN = 5
"""A smaller number of requests could point at a person in a small village."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day of what is shown."""

    first: date
    last: date

    @property
    def words(self) -> str:
        return f"{day_words(self.first)}至{day_words(self.last)}"


def day_words(day: date) -> str:
    """2026年10月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def limit_words(item: ServiceItem) -> str:
    """当日办结, or how many working days are promised."""
    return "当日办结" if not item.days else f"{item.days}个工作日"


def department_words(item: ServiceItem) -> str:
    """Who decides: the body, else the tier."""
    return item.implementing_body or item.department or TIER_WORDS[item.tier]


def material_words(material: MaterialRequirement) -> str:
    """户口簿（原件、复印件1份，有则交）."""
    forms = "、".join(PAPER_FORM_WORDS[form] for form in material.forms)
    if "copy" in material.forms and material.sheets > 1:
        forms += f"{material.sheets}份"
    details = [forms, material.condition or ("" if material.required else NEED_WORDS[material.need])]
    said = "，".join(detail for detail in details if detail)
    return f"{material.name}（{said}）" if said else material.name


def source_words(catalogue: Catalogue) -> str:
    """Which catalogue, of which version; a sample says so itself at the foot."""
    return f"{catalogue.title}　版本 {catalogue.version}" if catalogue.version else ""


def items_poster(head: PaperHead, catalogue: Catalogue) -> ItemsPoster:
    """Every item by category, in the catalogue's own order."""
    groups = tuple(
        ItemGroup(category, tuple(_item_line(item) for item in catalogue.items if item.category == category))
        for category in catalogue.categories
    )
    return ItemsPoster(head, source_words(catalogue), groups)


def _item_line(item: ServiceItem) -> ItemLine:
    return ItemLine(
        item.name,
        "；".join(material_words(material) for material in item.materials) or "无",
        KIND_WORDS[item.kind],
        limit_words(item),
        department_words(item),
        item.fee_basis or FREE,
    )


def agents_poster(head: PaperHead, agents: Iterable[AgentFacts], opening_hours: str) -> AgentsPoster:
    """The agents, their specialities beside their posts (003)."""
    lines = tuple(
        AgentLine(
            agent.name,
            f"{agent.post}（党员）" if agent.party_member and agent.post else agent.post,
            agent.phone,
            agent.specialities,
            agent.backup,
        )
        for agent in agents
    )
    return AgentsPoster(head, lines, tuple(map(head.says, DUTIES)), opening_hours)


def duty_poster(head: PaperHead, shifts: Iterable[ShiftFacts], period: Period) -> DutyPoster:
    """The roster of a period, one line a shift."""
    lines = tuple(
        DutyLine(
            f"{shift.on_day.month}月{shift.on_day.day}日",
            WEEKDAYS[shift.on_day.weekday()],
            "—".join(time for time in (shift.from_time, shift.to_time) if time),
            shift.agent,
            shift.phone,
            shift.backup,
            "，".join(words for words in (SHIFT_KINDS.get(shift.kind, ""), shift.note) if words),
        )
        for shift in shifts
    )
    return DutyPoster(head, period.words, lines or (DutyLine(),) * BLANK_SHIFTS)


def promise_poster(head: PaperHead) -> PromisePoster:
    """五零服务 and the room's rules."""
    return PromisePoster(head, _said(head, PROMISES), _said(head, RULES))


def _said(head: PaperHead, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(Rule(head.says(rule.title), head.says(rule.words)) for rule in rules)


def supervision_poster(head: PaperHead, site: SiteFacts) -> SupervisionPoster:
    """Whom to call about the service; a number the room has not told is left for the hand."""
    lines = [Rule("监督投诉电话", site.complaint_phone), Rule("本室服务热线", head.hotline)]
    lines += [Rule(f"{what}　{name}", phone) for what, name, phone in site.managers]
    if site.counterpart:
        lines.append(Rule("乡镇（街道）对接人", site.counterpart))
    words = [
        "对态度、时限、收费、办理结果有意见的，可以打电话、写意见簿，也可以当面提出。",
        "投诉由被投诉人以外的人处理，按期答复；对答复不满意的，可以向乡镇（街道）为民服务站反映。",
        head.says("代办无偿，请不要给代办员钱物；有人收费的，请举报。"),
    ]
    if site.complaint_box:
        words.append("本室设有举报箱，由两人共同开启。")
    return SupervisionPoster(head, tuple(lines), tuple(words))


def results_poster(head: PaperHead, cases: Iterable[FinishedCase], period: Period) -> ResultsPoster:
    """Results without ID number, phone, bank or illness: a masked name, the matter, the days."""
    lines = tuple(
        ResultLine(
            str(number),
            mask_name(case.applicant),
            case.item_name,
            _short_day(case.accepted_on),
            _short_day(case.completed_on),
            "已办结",
        )
        for number, case in enumerate(cases, 1)
    )
    nothing = ResultLine("", "", "本期没有办结的件", "", "", "")
    return ResultsPoster(head, period.words, lines or (nothing,))


def guide(head: PaperHead, catalogue: Catalogue, items: Iterable[ServiceItem]) -> ServiceGuide:
    """The items of a guide, category by category."""
    places = {category: place for place, category in enumerate(catalogue.categories)}
    ordered = sorted(items, key=lambda item: places.get(item.category, len(places)))
    return ServiceGuide(
        head, source_words(catalogue), tuple(_guide_item(item, catalogue, head) for item in ordered)
    )


def _guide_item(item: ServiceItem, catalogue: Catalogue, head: PaperHead) -> GuideItem:
    before = [catalogue.item(code) for code in item.prerequisites]
    facts = (
        ("实施主体", department_words(item)),
        ("设定依据", "；".join(item.legal_basis)),
        ("申请条件", "；".join(item.conditions)),
        ("前置手续", "、".join(found.name for found in before if found)),
        ("办件类型", KIND_WORDS[item.kind]),
        ("办结时限", "；".join(words for words in (limit_words(item), item.days_note) if words)),
        ("受理期间", _window(item)),
        ("收费标准", item.fee_basis or f"{FREE}，不收费"),
        ("办理地点", head.room),
        ("咨询电话", item.hotline or head.hotline),
        ("监督电话", item.supervisor_phone),
    )
    materials = tuple(_guide_material(material) for material in item.materials)
    shown = tuple(fact for fact in facts if fact[1])
    return GuideItem(item.code, item.name, item.category, shown, materials, step_words(item, head))


def _guide_material(material: MaterialRequirement) -> GuideMaterial:
    forms = "、".join(PAPER_FORM_WORDS[form] for form in material.forms)
    need = material.condition or NEED_WORDS[material.need]
    return GuideMaterial(material.name, need, forms, str(material.sheets) if "copy" in material.forms else "")


def _window(item: ServiceItem) -> str:
    if not item.opens:
        return ""
    return f"每年{item.opens.replace('-', '月')}日至{item.closes.replace('-', '月')}日"


def step_words(item: ServiceItem, head: PaperHead) -> tuple[str, ...]:
    """The item's own procedure; where the catalogue gives none, the room's ordinary one (000 §三.4)."""
    if item.procedure:
        steps = []
        for step in item.procedure:
            days = f"{step.days}{UNIT_WORDS[step.unit]}" if step.days else ""
            details = "，".join(words for words in (step.who, days, step.note) if words)
            steps.append(f"{step.name}（{details}）" if details else step.name)
        return tuple(steps)
    received = "带好材料到室申请，行动不便的可以打电话请我们上门；材料齐全的当面开具材料接收单。"
    handled = {
        "immediate": "当场办理，当天办完。",
        "promised": f"本室承办，{limit_words(item)}之内办结。",
        "escalated": f"{head.says('由代办员报送')}{department_words(item)}，{limit_words(item)}之内取回结果。",
    }
    return (received, handled.get(item.kind.value, ""), "结果送到您手里，请您评价。")


def leaflet(head: PaperHead, item: ServiceItem) -> Leaflet:
    """One item in plain words."""
    facts = (
        ("几天办好", limit_words(item)),
        ("谁来决定", department_words(item)),
        ("要不要钱", item.fee_basis or head.says("不要钱，无偿代办")),
        ("谁能办", "；".join(item.conditions)),
    )
    return Leaflet(
        head,
        item.name,
        tuple(fact for fact in facts if fact[1]),
        tuple(material_words(material) for material in item.materials),
        step_words(item, head),
        f"有事请打 {head.hotline}" if head.hotline else "",
    )


def hot_items(
    head: PaperHead, catalogue: Catalogue, uses: Mapping[str, int], period: Period, most: int
) -> HotItems:
    """The most asked items of the period; a sensitive matter and a small number are not counted in public."""
    found: list[HotItem] = []
    for code, times in uses.items():
        item = next((item for item in catalogue.items if item.code == code), None)
        if item is not None and not item.outside_catalogue and len(found) < most:
            shown = f"{times}件" if times >= FEWEST_SHOWN and not item.sensitive else ""
            found.append(
                HotItem(
                    item.name,
                    shown,
                    KIND_WORDS[item.kind],
                    limit_words(item),
                    tuple(material_words(material) for material in item.materials),
                    department_words(item),
                )
            )
    return HotItems(head, period.words, tuple(found))


def disclosure_list(head: PaperHead, catalogue: Catalogue, rows: Iterable[DisclosureRow]) -> DisclosureList:
    """The check list, ticked where a posting of the version in force hangs."""
    shown = tuple(rows)
    lines = tuple(_disclosure_line(row, head) for row in shown)
    done = sum(row.done for row in shown)
    figure = f"应公开{len(shown)}项，已公开{done}项。打印不等于公开：贴出以后请登记张贴地点和日期。"
    return DisclosureList(head, source_words(catalogue), lines, figure)


def _disclosure_line(row: DisclosureRow, head: PaperHead) -> DisclosureLine:
    newest = row.up[0] if row.up else None
    papers = "、".join(head.says(paper_kind(paper).title) for paper in row.disclosure.papers)
    place = "、".join(dict.fromkeys(posting.place for posting in row.up))
    if row.up and row.missing:
        place += f"（还缺{len(row.missing)}个事项）"
    return DisclosureLine(
        head.says(row.disclosure.title),
        head.says(row.disclosure.source),
        papers,
        "√" if row.done else "",
        place,
        _short_day(newest.posted_on) if newest else "",
        newest.by_name if newest else "",
    )


def _short_day(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"
