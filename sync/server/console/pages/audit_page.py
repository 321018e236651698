"""留痕: who did what at the console, and who looked into which case."""

from __future__ import annotations

from sync.server.console import accounts, audit
from sync.server.console.visits import OVERSIGHT, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    by_name, about = visit.asked.one("by_name"), visit.asked.one("about").strip()
    typed = visit.asked.one("from")
    offset = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    page = audit.page(visit.township, by_name=by_name, about=about, offset=offset)
    facts = {
        "title": "留痕",
        "here": "audit",
        "page": page,
        "by_name": by_name,
        "about": about,
        "offset": offset,
        "page_rows": audit.PAGE_ROWS,
        "names": [row.account.name for row in accounts.listed(visit.township)],
    }
    return Shown("audit.html", facts)


PAGES = (Page("/audit", show, OVERSIGHT),)
ACTS = ()
