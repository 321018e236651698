"""The whole console: every page and act behind its door, to be mounted beside the exchange."""

from __future__ import annotations

from starlette.applications import Starlette

from sync.server.console import door
from sync.server.console.pages import (
    accepting,
    audit_page,
    bags,
    case_papers,
    cases,
    complaints,
    devices,
    dispatch,
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
)
from sync.server.township import Township

PARTS = (
    sign_in,
    inbox,
    case_papers,
    cases,
    bags,
    accepting,
    dispatch,
    lights,
    complaints,
    reports,
    publishing,
    publishing_forms,
    publishing_powers,
    devices,
    pcs,
    quarantined,
    people,
    audit_page,
)


def console(township: Township) -> Starlette:
    """The console over an opened township, to be mounted under ``door.ROOT``."""
    pages = [page for part in PARTS for page in part.PAGES]
    acts = [act for part in PARTS for act in part.ACTS]
    return door.application(township, pages, acts)
