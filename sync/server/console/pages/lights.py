"""Supervision lights over all villages: what is open, late or soon late, and how fresh the picture is."""

from __future__ import annotations

from sync.server.console import case_lists
from sync.server.console.paging import asked_first
from sync.server.console.visits import Page, Shown, Visit

LIGHT_TABS = {"": "全部在办", "red": "超期", "yellow": "将到期", "green": "正常", "stopped": "停表"}
STALE_DAYS = 7


def show(visit: Visit) -> Shown:
    return Shown("lights.html", {"title": "监督灯", "here": "lights", **_table(visit)})


def table(visit: Visit) -> Shown:
    """Only the table: a page that stays open brings itself up to date."""
    return Shown("light_rows.html", _table(visit))


def of_site(visit: Visit) -> Shown:
    site = visit.require_site(visit.path["site"])
    light = visit.asked.one("light")
    facts = {
        "title": f"监督灯：{case_lists.names_of(visit.township).get(site, site)}",
        "here": "lights",
        "site": site,
        "tabs": LIGHT_TABS,
        "chosen": light,
        "words": "",
        "kept": {"light": light} if light else {},
        "here_path": f"/lights/{site}",
        "most": case_lists.FOUND_ROWS,
        "page": case_lists.of_light(visit.township, site, light, asked_first(visit.asked)),
    }
    return Shown("lights_site.html", facts)


def _table(visit: Visit) -> dict[str, object]:
    rows = case_lists.lights(visit.township, visit.sites)
    total = {
        name: sum(getattr(row, name) for row in rows)
        for name in ("open", "red", "yellow", "green", "stopped", "above", "answer_late")
    }
    return {"rows": rows, "total": total, "stale_days": STALE_DAYS, "at": visit.township.clock.now()}


PAGES = (
    Page("/lights", show),
    Page("/lights/rows", table, keeps_awake=False),
    Page("/lights/{site}", of_site),
)
ACTS = ()
