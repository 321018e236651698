"""Days and months as they are typed on the command line."""

from __future__ import annotations

import re
from datetime import date

from app.errors import Refusal


def day(typed: str, *, field: str) -> date:
    """A date such as 2026-02-12; Refusal ``date`` on ``field``."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Refusal(
            f"“{typed[:20]}”不是日期。日期请写成 2026-02-12 这样。", field=field, code="date"
        ) from None


def month(typed: str) -> tuple[int, int]:
    """A month such as 2026-10; Refusal ``month``."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", typed.strip())
    if found is None:
        raise Refusal(f"“{typed[:20]}”不是月份。月份请写成 2026-10 这样。", field="month", code="month")
    return int(found[1]), int(found[2])
