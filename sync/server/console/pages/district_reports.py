"""报表 at a district: the six rates that came up by township, village and period; the cases behind them stay below."""

from __future__ import annotations

from datetime import timedelta

from app.clock import today
from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import PeriodKind, ReportPeriod, month_of, parse, period_of
from app.domain.rate_definitions import ZEROS
from app.errors import Refusal
from sync.server.console import case_lists, district_figures, tiers
from sync.server.console.visits import EVERYBODY, Page, Shown, Visit

LENGTHS = {PeriodKind.MONTH: "月", PeriodKind.QUARTER: "季", PeriodKind.HALF: "半年", PeriodKind.YEAR: "年"}
COUNTED = ("received", "completed", "on_time", "overdue", "rated", "satisfied")


def show(visit: Visit) -> Shown:
    """All townships; with ``under`` the villages of one."""
    period, under = _period(visit), visit.asked.one("under")
    if under and under not in visit.chapters:
        raise Refusal("没有这个乡镇，或不在您负责的范围内。", field="under", code="not-your-site")
    townships = district_figures.by_township(visit.township, visit.chapters, period)
    if under:
        rows = district_figures.by_village(visit.township, under, period)
        head = next(row for row in townships if row.code == under)
    else:
        rows = townships
        head = district_figures.all_together(townships, tiers.words(visit.township).all)
    facts = {
        **_periods(visit, period),
        "title": f"报表：{head.name}" if under else "报表",
        "under": under,
        "kept": {"under": under} if under else {},
        "rows": (head, *rows),
    }
    return Shown("district_reports.html", facts)


def show_sent(visit: Visit) -> Shown:
    """One report as it was sent, whole."""
    period, site = _period(visit), visit.require_site(visit.asked.one("site"))
    found = district_figures.sent(visit.township, [site], period).get(site)
    name = case_lists.names_of(visit.township).get(site, site)
    if found is None:
        raise Refusal(f"{name}还没有报送{period.words}的数字。", field="period", code="not-sent")
    figures = found.figures
    facts = {
        **_periods(visit, period),
        "title": f"{name}，{period.words}",
        "sent": found,
        "counted": {name: COUNT_WORDS[name] for name in COUNTED},
        "zeros": list(zip(figures.zeros, ZEROS, strict=True)),
        "rates": list(zip(figures.rates, district_figures.DEFINITIONS, strict=True)),
        "under": next((code for code in visit.chapters if site in visit.require_chapter(code)), ""),
    }
    return Shown("district_report.html", facts, about=f"{site} {period.text}")


def _period(visit: Visit) -> ReportPeriod:
    """What was asked for; else the last month that is over, of which figures can have been sent."""
    typed = visit.asked.one("period")
    return parse(typed) if typed else month_of(today(visit.township.clock)).before


def _periods(visit: Visit, period: ReportPeriod) -> dict[str, object]:
    begins = period.span.end_on + timedelta(days=1)
    return {
        "here": "reports",
        "period": period,
        "kinds": {words: period_of(kind, period.span.end_on).text for kind, words in LENGTHS.items()},
        "after": period_of(period.kind, begins).text if begins <= today(visit.township.clock) else "",
        "definitions": district_figures.DEFINITIONS,
    }


PAGES = (
    Page("/reports", show, EVERYBODY),
    Page("/reports/sent", show_sent, EVERYBODY, noted="查看报送的报表"),
)
ACTS = ()
