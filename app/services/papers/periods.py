"""Which days a typed period, day or month means."""

from __future__ import annotations

import calendar
import re
from datetime import date

from app.errors import Refusal


def days_of(text: str) -> tuple[date, date]:
    """First and last day of ``2026`` or ``2026-10``; Refusal ``period-form`` on ``period``."""
    found = re.fullmatch(r"(20\d\d)(?:-(\d{1,2}))?", text.strip())
    year, month = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    if not found or not 0 <= month <= 12:
        raise Refusal("期间要写成年或月，如 2026 或 2026-10。没有打印。", field="period", code="period-form")
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def day_of(text: str) -> date:
    """The day ``2026-10-09``; Refusal ``day-form`` on ``day``."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("日期要写成 2026-10-09 的样子。没有打印。", field="day", code="day-form") from None
