"""Mainland working days: published years with make-up days 调休, provisional ones until they come.

A year's document is what the State Council publishes each November, as JSON:
``{"format": "daiban-working-year", "version": 1, "year": 2026, "published": true, "source": "…",
"off": {"2026-01-01": "元旦"}, "on": {"2026-01-04": "元旦"}}``. ``off`` are days off (weekends may be listed
too), ``on`` are weekend days that are worked. People give the same as a list of days (``calendar_of_days``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.errors import Refusal

DOCUMENT_FORMAT = "daiban-working-year"
DOCUMENT_VERSION = 1
LONGEST_NAME = 20
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节"} | {(10, n): "国庆节" for n in (1, 2, 3)}
"""Statutory holidays on fixed dates since 2025 (国务院令第795号); lunar ones come with a year's table."""

_ALWAYS_OFF = {(1, 1): "元旦", (5, 1): "劳动节"} | {(10, n): "国庆节" for n in (1, 2, 3)}
"""Off by law in every year since 2000: a published table without them is not whole."""


@dataclass(frozen=True, slots=True)
class YearTable:
    """One year. ``published`` False: statutory days only, no make-up days known, everything provisional."""

    year: int
    published: bool
    off: Mapping[date, str] = field(default_factory=dict)
    on: Mapping[date, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One line of a list as people keep it: ``works`` False is a day off. ``where`` names the line or cell."""

    where: str
    day: date
    works: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The years known here; any other year is worked out provisionally."""

    years: Mapping[int, YearTable]

    def works(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        table = self.years.get(day.year)
        if table is not None and day in table.on:
            return True
        return day.weekday() < 5 and not self._holiday(day)

    def is_working(self, day: date) -> tuple[bool, str]:
        """Whether ``day`` is a working day, and why, in words."""
        works, weekday = self.works(day), WEEKDAYS[day.weekday()]
        if works and day.weekday() >= 5:
            return True, f"{weekday}，{self.years[day.year].on[day]}调休上班"
        if holiday := self._holiday(day):
            return False, f"{weekday}，{holiday}放假"
        return works, weekday if works else f"{weekday}休息"

    def _holiday(self, day: date) -> str:
        table = self.years.get(day.year)
        return table.off.get(day, "") if table is not None else _FIXED.get((day.month, day.day), "")

    def is_provisional(self, day: date) -> bool:
        """Whether the day's year has no published table yet."""
        table = self.years.get(day.year)
        return table is None or not table.published


def calendar_of(tables: Iterable[YearTable]) -> WorkingCalendar:
    """A calendar of several years; a published table replaces a provisional one, a later an earlier."""
    years: dict[int, YearTable] = {}
    for table in tables:
        known = years.get(table.year)
        if known is None or table.published or not known.published:
            years[table.year] = table
    return WorkingCalendar(years)


def calendar_from_document(text: str) -> YearTable:
    """One year's document; Refusal (``calendar-…``) naming the contradiction."""
    try:
        document = json.loads(text, object_pairs_hook=_without_twice)
    except (ValueError, RecursionError):
        raise _refusal("不是可读的 JSON 文本", "format") from None
    if not isinstance(document, dict) or document.get("format") != DOCUMENT_FORMAT:
        raise _refusal("不是工作日表", "format")
    if document.get("version") != DOCUMENT_VERSION:
        raise _refusal("是更新版本的格式，请先升级本程序", "version")
    year = document.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 2000 <= year <= 2100:
        raise _refusal("没有写明年份", "year")
    off, on = _days(document.get("off"), year, "off"), _days(document.get("on"), year, "on")
    table = YearTable(year, document.get("published") is True, off, on, str(document.get("source", "")))
    _check_together(table)
    return table


def calendar_of_days(days: Iterable[ListedDay], source: str) -> YearTable:
    """The published table of the one year that the days speak of; Refusal (``calendar-…``) naming the line."""
    seen: dict[date, ListedDay] = {}
    for one in days:
        before = seen.get(one.day)
        if before is not None and before.works != one.works:
            raise _refusal(
                f"把 {one.day} 既写成放假又写成上班（{before.where}、{one.where}）", "contradiction"
            )
        if before is not None:
            raise _refusal(f"里 {one.day} 写了两次（{before.where}、{one.where}）", "twice")
        seen[one.day] = one
    years = sorted({day.year for day in seen})
    if len(years) != 1:
        listed = "、".join(str(year) for year in years)
        raise _refusal(f"应当只写一年的，却写了 {listed} 年" if years else "里没有日期", "year")
    off = {one.day: one.name or "节假日" for one in seen.values() if not one.works}
    on = {one.day: one.name or "节假日" for one in seen.values() if one.works}
    table = YearTable(years[0], True, off, on, source)
    _check_together(table)
    return table


def to_document(table: YearTable) -> str:
    """The document of a year, ready to be stored."""
    document = {
        "format": DOCUMENT_FORMAT,
        "version": DOCUMENT_VERSION,
        "year": table.year,
        "published": table.published,
        "source": table.source,
        "off": {day.isoformat(): table.off[day] for day in sorted(table.off)},
        "on": {day.isoformat(): table.on[day] for day in sorted(table.on)},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _check_together(table: YearTable) -> None:
    for day in table.on:
        if day in table.off:
            raise _refusal(f"把 {day} 既写成放假又写成上班", "contradiction")
        if day.weekday() < 5:
            raise _refusal(
                f"把 {day}（{WEEKDAYS[day.weekday()]}）写成调休上班，但这天本来就上班", "not-a-weekend"
            )
    if table.published and not table.off:
        raise _refusal("没有任何放假日期", "empty")
    if table.on and not table.published:
        raise _refusal("标为暂定，却写了调休上班日", "provisional")
    if table.published:
        for (month, number), holiday in _ALWAYS_OFF.items():
            if date(table.year, month, number) not in table.off:
                raise _refusal(
                    f"没有把 {month} 月 {number} 日（{holiday}）写成放假，看来不完整", "incomplete"
                )


def _without_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON lets a key stand twice and keeps the last; here that is a contradiction."""
    names = [name for name, _value in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _refusal(f"里“{name[:20]}”写了两次", "twice")
    return dict(pairs)


def _days(part: object, year: int, name: str) -> dict[date, str]:
    if not isinstance(part, dict):
        raise _refusal(f"缺少“{name}”一栏", "format")
    days: dict[date, str] = {}
    for text, words in part.items():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise _refusal(f"里的日期“{text[:20]}”不存在", "date") from None
        if day.year != year:
            raise _refusal(f"是 {year} 年的，却写了 {day}", "year")
        days[day] = str(words).strip()[:LONGEST_NAME] or "节假日"
    return days


def _refusal(what: str, code: str) -> Refusal:
    return Refusal(
        f"这份工作日表{what}。没有导入，原来的表仍在使用。", field="calendar", code=f"calendar-{code}"
    )
