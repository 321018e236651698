"""报表: the six rates by village and period, each opened to its cases, and the merged workbook of all villages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.clock import today
from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import PeriodKind, ReportPeriod, month_of, parse, period_of
from app.domain.rate_definitions import RATES, ZEROS, RateDefinition
from app.domain.rates import Rate
from app.errors import Refusal
from app.services import reports, reports_counting
from app.services.reports import ShownFigures
from app.services.reports_counting import Whose
from sync.server.console import case_lists, paging
from sync.server.console.paging import asked_first
from sync.server.console.visits import EVERYBODY, OFFICE_WORK, Act, Done, File, Page, Shown, Visit

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LENGTHS = {PeriodKind.MONTH: "月", PeriodKind.QUARTER: "季", PeriodKind.HALF: "半年", PeriodKind.YEAR: "年"}


@dataclass(frozen=True, slots=True)
class RateRow:
    """The six rates of one village, or of all together where ``site_code`` is ""."""

    site_code: str
    name: str
    rates: tuple[tuple[Rate, RateDefinition], ...]


def show(visit: Visit) -> Shown:
    period = _period(visit)
    whole = (
        None if visit.account.sites else reports.shown(visit.township.register, period, visit.township.clock)
    )
    facts = {
        "title": "报表",
        "here": "reports",
        "period": period,
        "kinds": _other_kinds(period),
        "after": _after(visit, period),
        "definitions": RATES,
        "rows": _rows(visit, period, whole),
        "zeros": zip(whole.figures.zeros, ZEROS, strict=True) if whole is not None else (),
        "as_of": whole.as_of_text if whole is not None else "",
        "whole": whole is not None,
        "may_see_numbers": visit.account.role in OFFICE_WORK,
        "sent_on": whole.sent_on if whole is not None else None,
    }
    return Shown("reports.html", facts)


def send(visit: Visit) -> Done:
    """Freeze the merged figures of a period: they go up to the district with the next pass."""
    if visit.account.sites:
        raise Refusal("您只看部分村，全镇的数字请管理员报送。", field="period", code="role")
    period = _period(visit)
    reports.send(visit.desk, period)
    return Done(
        f"已报送{period.words}的全镇汇总，下次上报时到区县。", f"/reports?period={period.text}", period.text
    )


def behind(visit: Visit) -> Shown:
    """The cases that a number counts."""
    period, figure, site = _period(visit), visit.asked.one("figure"), visit.asked.one("site")
    if site or visit.account.sites:
        visit.require_site(site)
    rows = reports.behind(visit.township.register, period, figure, visit.township.clock, site_code=site)
    words = COUNT_WORDS[reports.named(figure)]
    facts = {
        "title": f"{_name(visit, site)}，{period.words}：{words}",
        "here": "reports",
        "period": period,
        "kept": {"period": period.text, "figure": figure, "site": site},
        "page": paging.cut(rows, asked_first(visit.asked)),
    }
    return Shown("reports_behind.html", facts, about=period.text)


def standing(visit: Visit) -> Shown:
    """What rates 1 and 2 looked at in one village: each check, and each item that is not disclosed."""
    period, site = _period(visit), visit.require_site(visit.asked.one("site"))
    name, span = _name(visit, site), period.passed_by(today(visit.township.clock))
    with visit.township.register.reading() as session:
        found = reports_counting.surroundings(session, Whose(site, name, ((site, name),)), span, ()).standings
    facts = {
        "title": f"{name}，{period.words}：机构和公开",
        "here": "reports",
        "period": period,
        "checks": [pair for one in found for pair in one.checks.items()],
        "items": [item for one in found for item in one.disclosures],
    }
    return Shown("reports_standing.html", facts, about=period.text)


def workbook(visit: Visit) -> File:
    """The merged workbook of all villages; that it was made stands in the journal and in the audit."""
    if visit.account.sites:
        raise Refusal("您只看部分村，合并工作簿请找管理员。", field="period", code="role")
    period = _period(visit)
    if visit.typed.one("whole_ids") and visit.account.role not in OFFICE_WORK:
        raise Refusal("带完整证件号的工作簿请经办员生成。", field="whole_ids", code="role")
    making = reports.Making(
        password=visit.typed.one("password"), whole_numbers_reason=visit.typed.one("whole_ids")
    )
    content = reports.workbook(visit.desk, period, making)
    return File(f"{period.words}汇总.xlsx", content, WORKBOOK, about=period.text)


def _period(visit: Visit) -> ReportPeriod:
    typed = visit.asked.one("period") or visit.typed.one("period")
    return parse(typed) if typed else month_of(today(visit.township.clock))


def _other_kinds(period: ReportPeriod) -> dict[str, str]:
    """The month, quarter, half-year and year in which this period ends, by their words."""
    return {words: period_of(kind, period.span.end_on).text for kind, words in LENGTHS.items()}


def _after(visit: Visit, period: ReportPeriod) -> str:
    """The next period; "" where it has not begun."""
    begins = period.span.end_on + timedelta(days=1)
    return period_of(period.kind, begins).text if begins <= today(visit.township.clock) else ""


def _name(visit: Visit, site: str) -> str:
    return case_lists.names_of(visit.township).get(site, site or "全镇")


def _rows(visit: Visit, period: ReportPeriod, whole: ShownFigures | None) -> list[RateRow]:
    """Each village counted by itself, by the same code as its own report; all together first."""
    names = case_lists.names_of(visit.township)
    span = period.passed_by(today(visit.township.clock))
    rows = [] if whole is None else [RateRow("", "全镇", _with_definitions(whole.figures.rates))]
    with visit.township.register.reading() as session:
        for site in visit.sites:
            name = names.get(site, site)
            counted = reports_counting.count(session, Whose(site, name, ((site, name),)), span)
            rows.append(RateRow(site, name, _with_definitions(counted.figures.rates)))
    return rows


def _with_definitions(rates: tuple[Rate, ...]) -> tuple[tuple[Rate, RateDefinition], ...]:
    return tuple(zip(rates, RATES, strict=True))


PAGES = (
    Page("/reports", show, EVERYBODY),
    Page("/reports/behind", behind, EVERYBODY, noted="查看报表背后的办件"),
    Page("/reports/standing", standing, EVERYBODY),
)
ACTS = (
    Act("/reports/workbook", workbook, show, "生成汇总工作簿", EVERYBODY),
    Act("/reports/send", send, show, "报送区县"),
)
