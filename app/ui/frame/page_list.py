"""Which pages the window has, in the order of the left edge; a page is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.office import Office
    from app.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """``per_agent``: every agent has one of their own, so that F12 closes nobody's draft.

    ``prints``: its work ends in paper, so fonts are opened while it is filled in.
    """

    name: str
    make: Callable[[Office], Page]
    icon: str = ""  # pages without an icon are not on the left edge
    per_agent: bool = False
    prints: bool = False


def _today(office: Office) -> Page:
    from app.ui.pages.today.page import TodayPage

    return TodayPage(office)


def _accept(office: Office) -> Page:
    from app.ui.pages.accept.page import AcceptPage

    return AcceptPage(office)


def _register(office: Office) -> Page:
    from app.ui.pages.register.page import RegisterPage

    return RegisterPage(office)


def _villagers(office: Office) -> Page:
    from app.ui.pages.villagers.page import VillagersPage

    return VillagersPage(office)


def _case(office: Office) -> Page:
    from app.ui.pages.case.page import CasePage

    return CasePage(office)


def _items(office: Office) -> Page:
    from app.ui.pages.items.page import ItemsPage

    return ItemsPage(office)


def _reports(office: Office) -> Page:
    from app.ui.pages.reports.page import ReportsPage

    return ReportsPage(office)


def _sync(office: Office) -> Page:
    from app.ui.pages.sync.page import SyncPage

    return SyncPage(office)


def _postings(office: Office) -> Page:
    from app.ui.pages.postings.page import PostingsPage

    return PostingsPage(office)


def _inquiries(office: Office) -> Page:
    from app.ui.pages.inquiries.page import InquiriesPage

    return InquiriesPage(office)


def _batches(office: Office) -> Page:
    from app.ui.pages.batches.page import BatchesPage

    return BatchesPage(office)


def _old_book(office: Office) -> Page:
    from app.ui.pages.old_book.page import OldBookPage

    return OldBookPage(office)


def _duty(office: Office) -> Page:
    from app.ui.pages.duty.page import DutyPage

    return DutyPage(office)


def _transfers(office: Office) -> Page:
    from app.ui.pages.transfers.page import TransfersPage

    return TransfersPage(office)


def _ratings(office: Office) -> Page:
    from app.ui.pages.ratings.page import RatingsPage

    return RatingsPage(office)


def _settings(office: Office) -> Page:
    from app.ui.pages.settings.page import SettingsPage

    return SettingsPage(office)


PAGES = (
    PageSpec("today", _today, "today"),
    PageSpec("accept", _accept, "accept", per_agent=True, prints=True),
    PageSpec("inquiries", _inquiries, "inquiries", per_agent=True),
    PageSpec("batches", _batches, "batches", prints=True),
    PageSpec("register", _register, "register"),
    PageSpec("villagers", _villagers, "villagers", per_agent=True),
    PageSpec("transfers", _transfers, "transfers", prints=True),
    PageSpec("duty", _duty, "duty"),
    PageSpec("ratings", _ratings, "ratings", per_agent=True),
    PageSpec("items", _items, "items"),
    PageSpec("reports", _reports, "reports"),
    PageSpec("postings", _postings, "postings", prints=True),
    PageSpec("sync", _sync, "sync"),
    PageSpec("settings", _settings, "settings"),
    PageSpec("case", _case, per_agent=True, prints=True),
    PageSpec("old_book", _old_book, per_agent=True),
)
