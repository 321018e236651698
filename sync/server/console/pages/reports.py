"""报表: the six rates by village and period, each opened to its cases, and the merged workbook of all villages."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import today
from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import ReportPeriod, month_of, parse
from app.domain.rate_definitions import RATES, RateDefinition
from app.domain.rates import Rate
from app.errors import Refusal
from app.services import reports, reports_counting
from app.services.reports_counting import Whose
from sync.server.console import case_lists
from sync.server.console.visits import EVERYBODY, Act, File, Page, Shown, Visit

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class RateRow:
    """The six rates of one village, or of all together where ``site_code`` is ""."""

    site_code: str
    name: str
    rates: tuple[tuple[Rate, RateDefinition], ...]


def show(visit: Visit) -> Shown:
    period = _period(visit)
    facts = {
        "title": "报表",
        "here": "reports",
        "period": period,
        "before": period.before.text,
        "definitions": RATES,
        "rows": _rows(visit, period),
        "zeros": _zeros(visit, period),
        "whole": not visit.account.sites,
    }
    return Shown("reports.html", facts)


def behind(visit: Visit) -> Shown:
    """The cases that a number counts."""
    period, figure, site = _period(visit), visit.asked.one("figure"), visit.asked.one("site")
    if site or visit.account.sites:
        visit.require_site(site)
    rows = reports.behind(visit.township.register, period, figure, visit.township.clock, site_code=site)
    words = COUNT_WORDS[reports.named(figure)]
    name = case_lists.names_of(visit.township).get(site, "全镇")
    facts = {
        "title": f"{name}，{period.words}：{words}",
        "here": "reports",
        "period": period,
        "rows": rows,
    }
    return Shown("reports_behind.html", facts, about=period.text)


def workbook(visit: Visit) -> File:
    """The merged workbook of all villages; that it was made stands in the journal and in the audit."""
    if visit.account.sites:
        raise Refusal("您只看部分村，合并工作簿请找管理员。", field="period", code="role")
    period = _period(visit)
    making = reports.Making(
        password=visit.typed.one("password"), whole_numbers_reason=visit.typed.one("whole_ids")
    )
    content = reports.workbook(visit.desk, period, making)
    return File(f"{period.words}汇总.xlsx", content, WORKBOOK, about=period.text)


def _period(visit: Visit) -> ReportPeriod:
    typed = visit.asked.one("period") or visit.typed.one("period")
    return parse(typed) if typed else month_of(today(visit.township.clock))


def _rows(visit: Visit, period: ReportPeriod) -> list[RateRow]:
    """Each village counted by itself, by the same code as its own report; all together first."""
    names = case_lists.names_of(visit.township)
    span = period.passed_by(today(visit.township.clock))
    rows = []
    if not visit.account.sites:
        whole = reports.shown(visit.township.register, period, visit.township.clock)
        rows.append(RateRow("", "全镇", _with_definitions(whole.figures.rates)))
    with visit.township.register.reading() as session:
        for site in visit.sites:
            name = names.get(site, site)
            counted = reports_counting.count(session, Whose(site, name, ((site, name),)), span)
            rows.append(RateRow(site, name, _with_definitions(counted.figures.rates)))
    return rows


def _with_definitions(rates: tuple[Rate, ...]) -> tuple[tuple[Rate, RateDefinition], ...]:
    return tuple(zip(rates, RATES, strict=True))


def _zeros(visit: Visit, period: ReportPeriod) -> tuple[tuple[str, int], ...]:
    if visit.account.sites:
        return ()
    whole = reports.shown(visit.township.register, period, visit.township.clock)
    return tuple((zero.name, zero.count) for zero in whole.figures.zeros)


PAGES = (
    Page("/reports", show, EVERYBODY),
    Page("/reports/behind", behind, EVERYBODY, noted="查看报表背后的办件"),
)
ACTS = (Act("/reports/workbook", workbook, show, "生成汇总工作簿", EVERYBODY),)
