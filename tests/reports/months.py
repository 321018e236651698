"""Months to report on, made up: an ordinary one, an empty one, and one whose people type dangerous things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import PeriodKind, ReportPeriod
from app.domain.rate_definitions import RATES
from app.reports.period_report import (
    AdjustmentLine,
    CategoryLine,
    ComparisonLine,
    LedgerLine,
    MonthLine,
    OverdueLine,
    PeriodReport,
    RateLine,
    RatingLine,
    ShiftLine,
    SiteLine,
    ZeroLine,
)

RARE_NAMES = ("张㛃", "䶮建平", "刘𬸣", "𫘜小明", "𠅤文", "𪚥生")
DANGEROUS = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+86 138",
    "-1+2",
    "@SUM(1)",
    '=HYPERLINK("http://x","a")',
    "http://x.cn",
    "　=1+1",
    "_x0041_",
    "1E5",
    "2026-01-01",
)
CATEGORIES = ("民政", "残联", "城乡居民医保", "劳动保障", "户籍")
ITEMS = ("城乡居民最低生活保障申请", "残疾人证办理", "城乡居民基本养老保险待遇资格认证（异地）")


def empty_month() -> PeriodReport:
    """A month in which nobody came."""
    rates = tuple(RateLine(no, name, 0, 0, "—(无)") for no, name in enumerate(("受理率", "办结率"), 3))
    return PeriodReport(
        room="石泉村便民服务站",
        site_code="620902101201",
        period=ReportPeriod(PeriodKind.MONTH, 2026, 2),
        made_by="赵代办",
        as_of_text="2026年02月28日终",
        definition_version="2026-01",
        sample_notice="",
        categories=(),
        ledger=(),
        rates=rates,
    )


def ordinary_month(cases: int = 40) -> PeriodReport:
    """A month with so many cases, one of them not counted, and everything else the workbook can show."""
    ledger = tuple(ledger_line(number) for number in range(cases))
    return replace(
        empty_month(),
        period=ReportPeriod(PeriodKind.MONTH, 2026, 10),
        as_of_text="2026年10月31日终",
        sample_notice="示例目录,以乡镇公布为准",
        categories=tuple(_category(name, ledger) for name in CATEGORIES),
        ledger=ledger,
        rates=rates(),
        overdue=overdue(),
        ratings=ratings(),
    )


def ledger_line(number: int) -> LedgerLine:
    """The case of that number: the same one every time."""
    on = date(2026, 10, 1 + number % 30)
    done = on + timedelta(3) if number % 3 else None
    return LedgerLine(
        case_no=f"101201-26{on:%m%d}-A1-{number % 1000:03d}K",
        accepted_on=on,
        applicant=(*RARE_NAMES, "王建国", "阿卜杜拉·买买提江")[number % 8],
        id_number=f"6209211960{number % 12 + 1:02d}15402X",
        phone=f"0138{number * 7919 % 10000000:07d}",
        group=f"{number % 7 + 1}组",
        item=ITEMS[number % 3],
        category=CATEGORIES[number % 5],
        kind=("即办件", "承诺件", "补办件", "上报件")[number % 4],
        mode=("窗口", "上门", "巡回", "电话")[number // 3 % 4],
        promised_on=on + timedelta(7),
        state="已评结" if done else "承办中",
        completed_on=done,
        handler="赵代办",
        first_asked="钱首问",
        remark="补录" if number == 3 else "",
        counted=number != 3,
    )


def rates() -> tuple[RateLine, ...]:
    """Six rates, with the shares that rounding gets wrong most easily."""
    shares = (
        (0, 0, "—(无)"),
        (39, 39, "100.0%"),
        (1999, 2000, "99.9%"),
        (247, 2000, "12.4%"),
        (1, 16, "6.3%"),
        (1, 3, "33.3%"),
    )
    return tuple(RateLine(no, RATES[no - 1].name, *share, "口径") for no, share in enumerate(shares, 1))


def overdue() -> tuple[OverdueLine, ...]:
    late = OverdueLine(
        "超期",
        "101201-261009-A1-009K",
        ITEMS[1],
        "李秀英",
        "赵代办",
        date(2026, 10, 16),
        date(2026, 10, 16),
        None,
        11,
        "",
        "医院排期，已电话告知。",
    )
    moved = OverdueLine(
        "延期",
        "101201-261012-A1-012K",
        ITEMS[0],
        "刘𬸣",
        "赵代办",
        date(2026, 10, 20),
        date(2026, 10, 30),
        date(2026, 10, 29),
        0,
        "孙站长",
        "公示期顺延",
    )
    return (late, moved)


def ratings() -> tuple[RatingLine, ...]:
    levels = ("非常满意", "满意", "基本满意", "不满意", "满意")
    said = tuple(
        RatingLine(
            "评价",
            date(2026, 10, 5 + n),
            f"101201-261003-A1-{n:03d}K",
            ITEMS[n % 3],
            levels[n % 5],
            "等候太长" if n % 5 == 3 else "",
            counted=n != 4,
        )
        for n in range(8)
    )
    return (
        *said,
        RatingLine(
            "投诉", date(2026, 10, 20), "101201-261003-A1-004K", ITEMS[0], "", "+值班时间无人", "已答复"
        ),
    )


def _category(name: str, ledger: tuple[LedgerLine, ...]) -> CategoryLine:
    mine = [line for line in ledger if line.category == name and line.counted]
    done = sum(line.completed_on is not None for line in mine)
    immediate, promised, supplement, escalated = (
        sum(line.kind == kind for line in mine) for kind in ("即办件", "承诺件", "补办件", "上报件")
    )
    return CategoryLine(
        name=name,
        received=len(mine),
        completed=done,
        immediate=immediate,
        promised=promised,
        supplement=supplement,
        escalated=escalated,
        on_time=done - done // 5,
        overdue=done // 5,
        satisfied=done // 2,
        rated=done // 2 + done // 7,
    )


def whole_quarter() -> PeriodReport:
    """A merged quarter with every sheet a workbook can have."""
    counts = {name: 5 + at for at, name in enumerate(COUNT_WORDS)}
    return replace(
        ordinary_month(),
        period=ReportPeriod(PeriodKind.QUARTER, 2026, 4),
        segments=(RateLine(0, "本室办理", 3, 4, "75.0%"), RateLine(0, "转报段", 0, 0, "—(无)")),
        zeros=(ZeroLine("零距离", "占比", 3, "7.5%"), ZeroLine("零积压", "超期未办结", 2)),
        shifts=(ShiftLine(date(2026, 10, 12), "轮流坐班", "08:30 — 17:30", "赵代办", "钱首问"),),
        comparison=(
            ComparisonLine("受理", 40, 38),
            ComparisonLine("承诺期限兑现率", 39, 31, 40, 31),
            ComparisonLine("代理事项公开率", 0, 0, 0, 0),
        ),
        months=(MonthLine("2026年10月", 20, 18), MonthLine("2026年11月", 20, 15)),
        sites=tuple(SiteLine(f"62090210120{n}", f"第{n}村", counts, n == 0) for n in range(3)),
        adjustments=(AdjustmentLine("2026年9月", "受理数", 10, 1, 12),),
    )
