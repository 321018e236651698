"""What the pages about servers, PCs and what was kept aside have in common: their tabs, by tier."""

from __future__ import annotations

from sync.server.console import tiers
from sync.server.console.visits import ADMIN_ONLY, Visit

STALE_DAYS = 7
QUARANTINE, EVENTS, TOWNSHIPS = "/devices/quarantine", "/devices/events", "/townships"
_TOWNSHIP_TABS = {
    "/devices": "服务点",
    "/devices/pcs": "电脑",
    QUARANTINE: "隔离区",
    EVENTS: "最近的事",
}
_DISTRICT_TABS = {TOWNSHIPS: "乡镇", QUARANTINE: "隔离区", EVENTS: "最近的事"}


def tab(visit: Visit, path: str) -> dict[str, object]:
    """What every one of these pages says."""
    is_district = tiers.is_district(visit.township)
    tabs, words = (_DISTRICT_TABS, "乡镇") if is_district else (_TOWNSHIP_TABS, "服务点与电脑")
    return {
        "title": words if path == TOWNSHIPS else f"{words}：{tabs[path]}",
        "here": "townships" if is_district else "devices",
        "tabs": tabs,
        "tab": path,
        "tabs_words": words,
        "now": visit.township.clock.now(),
        "stale_days": STALE_DAYS,
        "may_change": visit.account.role in ADMIN_ONLY,
    }
