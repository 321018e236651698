"""Days as they are typed on the command line."""

from __future__ import annotations

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
