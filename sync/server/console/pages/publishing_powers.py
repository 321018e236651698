"""发布: powers moved down to the villages for a time, and taken back."""

from __future__ import annotations

from datetime import date

from app.clock import today
from app.domain.acceptance import TIER_WORDS
from app.domain.cases import Tier
from app.errors import Refusal
from app.services import items
from sync.server import publishing, sites
from sync.server.console.pages.publishing import tab
from sync.server.console.visits import ADMIN_ONLY, Act, Done, Page, Shown, Visit

POWERS = "/publishing/powers"


def show(visit: Visit) -> Shown:
    catalogue = items.in_force(visit.township.register, visit.township.clock)
    facts = {
        **tab(visit, POWERS),
        "catalogue": catalogue,
        "names": {item.code: item.name for item in catalogue.items},
        "tiers": {tier: TIER_WORDS[tier] for tier in (Tier.VILLAGE, Tier.TOWNSHIP)},
        "tier_words": {tier.value: words for tier, words in TIER_WORDS.items()},
        "powers": publishing.powers(visit.township),
        "today": today(visit.township.clock),
    }
    return Shown("publishing_powers.html", facts)


def move(visit: Visit) -> Done:
    typed = visit.typed
    tier = typed.one("tier")
    moved = publishing.PowerMoved(
        typed.one("item").strip(),
        Tier(tier) if tier in set(Tier) else Tier.VILLAGE,
        _day(typed.one("from_on"), "from_on"),
        _day(typed.one("to_on"), "to_on") if typed.one("to_on") else None,
        typed.one("way").strip(),
        typed.one("document_no").strip(),
    )
    count = publishing.move_power(visit.township, moved, sites.site_codes(visit.township))
    said = f"{moved.item_code} 自 {moved.from_on} 起下放，已告知 {count} 个服务点。要收回，请在下面按“收回”。"
    return Done(said, POWERS, moved.item_code)


def take_back(visit: Visit) -> Done:
    code = publishing.take_back_power(visit.township, visit.typed.one("power"))
    return Done(f"{code} 的下放到昨天为止，今天起收回；已受理的件不变。", POWERS, code)


def _day(typed: str, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refusal("请填日期，形如 2026-12-01。", field=field, code="date") from None


PAGES = (Page(POWERS, show, ADMIN_ONLY),)
ACTS = (
    Act(POWERS, move, show, "权限下放", ADMIN_ONLY),
    Act(f"{POWERS}/back", take_back, show, "收回下放的权限", ADMIN_ONLY),
)
