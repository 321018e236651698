"""The trays of the inbox: what came from below, what is worked on here, what lies above, what went back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.clock import today
from app.domain.cases import CaseState, Tier
from app.models.tables import CaseStatus, ServiceCase
from sync.server.console import paging, tiers
from sync.server.console.case_lists import AWAY, TrayRow, is_open, open_cases, pressing, rows_of
from sync.server.console.paging import Paged
from sync.server.township import Township

TOWNSHIPS_OWN = "%000"
"""What a township's window sends on lies at the district: it has no other township above it."""


class Tray(StrEnum):
    """The trays of the inbox."""

    NEW = "new"
    WORKING = "working"
    ABOVE = "above"
    RETURNED = "returned"
    TO_FETCH = "to_fetch"
    OWN = "own"


_TOWNSHIP_WORDS = {
    Tray.NEW: "待收件",
    Tray.WORKING: "本级承办",
    Tray.ABOVE: "已送区县",
    Tray.RETURNED: "退回补正中",
    Tray.TO_FETCH: "待村里取回",
    Tray.OWN: "本窗口受理",
}
_DISTRICT_WORDS = {
    Tray.NEW: "待收件",
    Tray.WORKING: "本级承办",
    Tray.ABOVE: "已送上级",
    Tray.RETURNED: "退回补正中",
    Tray.TO_FETCH: "已答复待取回",
}


def words(township: Township) -> Mapping[Tray, str]:
    """The trays of this server in the order of the work, by their words."""
    return _DISTRICT_WORDS if tiers.tier(township) is Tier.DISTRICT else _TOWNSHIP_WORDS


def counts(township: Township, sites: Sequence[str]) -> dict[Tray, int]:
    """How many cases lie in each tray."""
    with township.register.reading() as session:
        return {
            tray: session.scalar(select(func.count()).select_from(_tray(township, tray, sites).subquery()))
            or 0
            for tray in words(township)
        }


def cases_in(
    township: Township, wanted: Tray, sites: Sequence[str], first: int = 0, *, late_only: bool = False
) -> Paged[TrayRow]:
    """The cases of a tray, the most pressing first; ``late_only``: those over a limit, the village's or ours."""
    with township.register.reading() as session:
        query = _tray(township, wanted, sites)
        if late_only:
            on = today(township.clock)
            limits = (CaseStatus.due_on, ServiceCase.answer_due_on, ServiceCase.district_due_on)
            query = query.where(or_(*(limit < on for limit in limits)))
        page = paging.read(session, pressing(query, tiers.tier(township)), first)
        return page.of(rows_of(session, township, page.rows))


def _tray(township: Township, wanted: Tray, sites: Sequence[str]) -> Select[str, str]:
    own, status = township.register.site_code, CaseStatus
    theirs = open_cases().where(status.site_code.in_(sites))
    here, above = _lies_here(township), _lies_above(township)
    if wanted is Tray.ABOVE:
        return theirs.where(above)
    if wanted is Tray.OWN:
        return theirs.where(status.site_code == own, is_open(), ~above)
    theirs = theirs.where(status.site_code != own)
    if wanted is Tray.TO_FETCH:
        return theirs.where(status.state == CaseState.TO_FETCH.value)
    if wanted is Tray.RETURNED:
        back = and_(status.state == CaseState.WAITING_MATERIALS.value, status.returned)
        return theirs.where(or_(back, and_(status.state.in_(AWAY), status.held_by != "", ~here, ~above)))
    return theirs.where(here, status.taken_in if wanted is Tray.WORKING else ~status.taken_in)


def _lies_here(township: Township) -> ColumnElement[bool]:
    """Whether a case that was sent up lies at this tier."""
    status, own = CaseStatus, township.register.site_code
    held = and_(status.held_by == tiers.tier(township).value, status.site_code != own)
    if tiers.tier(township) is Tier.DISTRICT:
        sent_on = and_(status.held_by == Tier.TOWNSHIP.value, status.site_code.like(TOWNSHIPS_OWN))
        held = or_(held, and_(sent_on, status.site_code != own))
    return and_(status.state.in_(AWAY), held)


def _lies_above(township: Township) -> ColumnElement[bool]:
    """Whether it was sent on from here and lies above."""
    status, own = CaseStatus, township.register.site_code
    below = {Tier.VILLAGE.value, Tier.TOWNSHIP.value, tiers.tier(township).value}
    sent_on = and_(status.held_by != "", status.held_by.not_in(sorted(below)))
    return and_(status.state.in_(AWAY), or_(sent_on, and_(status.site_code == own, status.held_by != "")))
