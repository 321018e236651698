"""What the markers of a township's own workbook stand for: ``{{月.受理数}}``, ``{{室名}}``, ``{{件.编号}}``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from app.domain.case_counts import COUNT_WORDS
from app.domain.masking import mask_id
from app.errors import Defect
from app.reports.percent import share
from app.reports.period_report import CategoryLine, LedgerLine, MonthLine, PeriodReport, RateLine, SiteLine

Value = str | int | float | date | None
Values = Mapping[str, Value]

PERIOD_WORDS = ("期", "月", "季", "半年", "年")
"""What may stand before the dot for a number of the whole period, whatever its kind."""

REPEATS = {"每类": "类", "每件": "件", "每率": "率", "每室": "室", "每月": "份"}
"""The mark of a repeated row, and what stands before the dot in its markers."""

_CATEGORY: Mapping[str, Callable[[CategoryLine], Value]] = {
    "名称": lambda line: line.name,
    "受理数": lambda line: line.received,
    "即办件": lambda line: line.immediate,
    "承诺件": lambda line: line.promised,
    "补办件": lambda line: line.supplement,
    "上报件": lambda line: line.escalated,
    "办结数": lambda line: line.completed,
    "按期办结数": lambda line: line.on_time,
    "超期数": lambda line: line.overdue,
    "参评数": lambda line: line.rated,
    "满意数": lambda line: line.satisfied,
    "满意率": lambda line: share(line.satisfied, line.rated),
}
_RATE: Mapping[str, Callable[[RateLine], Value]] = {
    "序号": lambda line: line.no,
    "名称": lambda line: line.name,
    "分子": lambda line: line.numerator,
    "分母": lambda line: line.denominator,
    "比率": lambda line: share(line.numerator, line.denominator),
    "文字": lambda line: line.text,
    "口径": lambda line: line.note,
    "出处": lambda line: line.source,
}
_CASE: Mapping[str, Callable[[LedgerLine], Value]] = {
    "编号": lambda line: line.case_no,
    "受理日期": lambda line: line.accepted_on,
    "申请人": lambda line: line.applicant,
    "电话": lambda line: line.phone,
    "小组": lambda line: line.group,
    "事项": lambda line: line.item,
    "类别": lambda line: line.category,
    "类型": lambda line: line.kind,
    "方式": lambda line: line.mode,
    "承诺期限": lambda line: line.promised_on,
    "状态": lambda line: line.state,
    "办结日期": lambda line: line.completed_on,
    "代办员": lambda line: line.handler,
    "首问责任人": lambda line: line.first_asked,
    "备注": lambda line: line.remark,
    "计入统计": lambda line: "是" if line.counted else "否",
}


def period_values(report: PeriodReport) -> dict[str, Value]:
    """Every marker outside a repeated row, by its whole words."""
    said: dict[str, Value] = {
        "室名": report.room,
        "机构代码": report.site_code,
        "期间": report.period.words,
        "起": report.first_on,
        "止": report.last_on,
        "年份": report.period.year,
        "制表人": report.made_by,
        "数据截至": report.as_of_text,
        "口径版本": report.definition_version,
        "示例提示": report.sample_notice,
    }
    counts: dict[str, Value] = {**report.counts, "补录数": report.old_book}
    for rate in report.rates:
        counts |= _of_rate(rate.name, rate)
        counts |= _of_rate(rate.name.removeprefix("代理事项").removeprefix("申请事项"), rate)
    for zero in report.zeros:
        counts[zero.name] = zero.text or zero.count
    for before in PERIOD_WORDS:
        said |= {f"{before}.{words}": value for words, value in counts.items()}
    return said


def _of_rate(name: str, rate: RateLine) -> dict[str, Value]:
    parts = {"": "比率", ".分子": "分子", ".分母": "分母", ".文字": "文字"}
    return {f"{name}{tail}": _RATE[field](rate) for tail, field in parts.items()}


def repeated(report: PeriodReport, mark: str) -> Iterator[Values]:
    """The values of each line of a repeated row, by the markers' whole words; ``mark`` one of ``REPEATS``."""
    before = REPEATS[mark]
    for number, line in enumerate(_lines(report, mark), 1):
        values = _values_of(report, line)
        yield {f"{before}.序号": number} | {f"{before}.{words}": value for words, value in values.items()}


def known_in(mark: str) -> frozenset[str]:
    """The markers a repeated row may have beside those of the period."""
    before = REPEATS[mark]
    words: Mapping[str, object] = {
        "每类": _CATEGORY,
        "每率": _RATE,
        "每件": dict(_CASE) | {"证件号": None},
        "每室": {"名称": None, "代码": None} | dict.fromkeys(COUNT_WORDS.values()),
        "每月": {"名称": None, "受理数": None, "办结数": None},
    }[mark]
    return frozenset({f"{before}.序号", *(f"{before}.{word}" for word in words)})


def length_of(report: PeriodReport, mark: str) -> int:
    """How many lines a repeated row becomes."""
    return len(report.ledger) if mark == "每件" else len(tuple(_lines(report, mark)))


def _lines(report: PeriodReport, mark: str) -> Iterator[object]:
    match mark:
        case "每类":
            yield from report.categories
        case "每率":
            yield from report.rates
        case "每室":
            yield from report.sites
        case "每月":
            yield from report.months
        case _:
            yield from report.ledger


def _values_of(report: PeriodReport, line: object) -> dict[str, Value]:
    if isinstance(line, CategoryLine):
        return {words: take(line) for words, take in _CATEGORY.items()}
    if isinstance(line, RateLine):
        return {words: take(line) for words, take in _RATE.items()}
    if isinstance(line, SiteLine):
        counts: dict[str, Value] = {words: line.counts[name] for name, words in COUNT_WORDS.items()}
        return counts | {"名称": line.name, "代码": line.code}
    if isinstance(line, LedgerLine):
        number = line.id_number if report.whole_numbers else mask_id(line.id_number)
        return {words: take(line) for words, take in _CASE.items()} | {"证件号": number}
    if isinstance(line, MonthLine):
        return {"名称": line.words, "受理数": line.accepted, "办结数": line.completed}
    raise Defect(f"no line of a report: {type(line).__name__}")
