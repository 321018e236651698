"""The whole console: every page and act behind its door, to be mounted beside the exchange."""

from __future__ import annotations

from types import ModuleType

from starlette.applications import Starlette

from app.domain.cases import Tier
from sync.server.console import door, stick_desk, tiers
from sync.server.console.pages import (
    accepting,
    audit_page,
    bags,
    case_papers,
    cases,
    complaints,
    devices,
    dispatch,
    district_reports,
    events,
    inbox,
    lights,
    pcs,
    people,
    publishing,
    publishing_forms,
    publishing_powers,
    quarantined,
    reports,
    sign_in,
    sticks,
    sticks_upward,
    townships,
)
from sync.server.township import Township

TOWNSHIP_PARTS = (
    sign_in,
    inbox,
    case_papers,
    cases,
    bags,
    sticks,
    sticks_upward,
    accepting,
    dispatch,
    lights,
    complaints,
    reports,
    publishing,
    publishing_forms,
    publishing_powers,
    devices,
    events,
    pcs,
    quarantined,
    people,
    audit_page,
)
DISTRICT_PARTS = (
    sign_in,
    inbox,
    case_papers,
    cases,
    sticks,
    townships,
    lights,
    district_reports,
    events,
    quarantined,
    people,
    audit_page,
)


def parts_of(tier: Tier) -> tuple[ModuleType, ...]:
    """The pages and acts of this tier's console."""
    return DISTRICT_PARTS if tier is Tier.DISTRICT else TOWNSHIP_PARTS


def console(township: Township) -> Starlette:
    """The console over an opened township, to be mounted under ``door.ROOT``."""
    stick_desk.sweep(township)
    parts = parts_of(tiers.tier(township))
    pages = [page for part in parts for page in part.PAGES]
    acts = [act for part in parts for act in part.ACTS]
    return door.application(township, pages, acts)
