"""留痕: who did what at the console and when, and who looked into which case."""

from __future__ import annotations

from datetime import date

from app.errors import Refusal
from sync.server.console import accounts, audit
from sync.server.console.paging import asked_first
from sync.server.console.visits import OVERSIGHT, Page, Shown, Visit

FIELDS = ("who", "act", "about", "from_on", "to_on", "refused")


def show(visit: Visit) -> Shown:
    kept = {name: said for name in FIELDS if (said := visit.asked.one(name).strip())}
    refusal = None
    try:
        asked = audit.Asked(
            account_id=kept.get("who", ""),
            act=kept.get("act", ""),
            about=kept.get("about", ""),
            from_on=_day(kept.get("from_on", ""), "from_on"),
            to_on=_day(kept.get("to_on", ""), "to_on"),
            refused_only=bool(kept.get("refused")),
        )
    except Refusal as wrong:
        refusal, asked, kept = wrong, audit.Asked(), {}
    facts: dict[str, object] = {
        "title": "留痕",
        "here": "audit",
        "kept": kept,
        "page": audit.page(visit.township, asked, asked_first(visit.asked)),
        "acts": audit.acts(visit.township),
        "people": {row.account.account_id: row.account.name for row in accounts.listed(visit.township)},
    }
    return Shown("audit.html", facts if refusal is None else {**facts, "refusal": refusal})


def _day(typed: str, field: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Refusal("日期要写成 2026-12-01 这样。现在没有按日期筛选。", field=field, code="date") from None


PAGES = (Page("/audit", show, OVERSIGHT),)
ACTS = ()
