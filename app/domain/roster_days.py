"""Days as they stand in old ledgers: 2025.3.7, 2025年3月7日, 20250307, a spreadsheet's own number of days."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, timedelta

from app.domain.rosters import Cell
from app.errors import Refusal

SPREADSHEET_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""October 1954 to January 2119: a number between them in a column of days is a spreadsheet's day."""

_PARTED = re.compile(r"([0-9]{4})[年./\-]([0-9]{1,2})[月./\-]([0-9]{1,2})[日号]?([T ].*)?")
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def day_of(cell: Cell, *, field: str, words: str) -> date | None:
    """The day in a cell, None where it is empty.

    Refusal ``day-unknown``, ``day-short-year``, ``day-impossible`` on ``field``: nothing is guessed that could
    be read in two ways.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if cell is None or isinstance(cell, bool):
        return None if cell is None else _refuse(str(cell), field, words)
    if isinstance(cell, int | float):
        return _of_number(cell, field, words)
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", cell)).strip().lstrip("'")
    if not text or text in ("无", "-", "/", "—"):
        return None
    return _of_text(text, field, words)


def _of_text(text: str, field: str, words: str) -> date:
    tight = re.sub(r" ?([年月./\-]) ?", r"\1", text.replace("。", ".").replace("、", "."))
    found = _PARTED.fullmatch(tight) or _TOGETHER.fullmatch(tight)
    if found is not None:
        return _real(int(found[1]), int(found[2]), int(found[3]), text, field, words)
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", tight):
        return _of_number(float(tight), field, words)
    if re.fullmatch(r"[0-9]{1,2}[年./\-][0-9]{1,2}[月./\-][0-9]{1,2}[日号]?", tight):
        raise Refusal(
            f"{words}“{text}”的年份只有两位，分不清年月日。请写成 2025-03-07 这样。",
            field=field,
            code="day-short-year",
        )
    return _refuse(text, field, words)


def _of_number(number: int | float, field: str, words: str) -> date:
    if not math.isfinite(number):
        return _refuse(str(number), field, words)
    whole = int(number)
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return SPREADSHEET_EPOCH + timedelta(whole)
    if whole == number and 10_000_000 <= whole <= 99_999_999:
        return _real(whole // 10_000, whole // 100 % 100, whole % 100, str(whole), field, words)
    return _refuse(f"{number:g}", field, words)


def _real(year: int, month: int, day: int, shown: str, field: str, words: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Refusal(
            f"{words}“{shown[:20]}”这一天不存在。请核对原件。", field=field, code="day-impossible"
        ) from None


def _refuse(shown: str, field: str, words: str) -> date:
    raise Refusal(
        f"{words}“{shown[:20]}”看不出是哪一天。请写成 2025-03-07 这样。", field=field, code="day-unknown"
    )
