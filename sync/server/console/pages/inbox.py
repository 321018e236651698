"""The inbox: what villages sent up and what waits at the township, tray by tray, and finding any case."""

from __future__ import annotations

from app.services.case_lookup import QR_MARK, number_in
from sync.server.console import case_lists, trays
from sync.server.console.paging import asked_first
from sync.server.console.trays import Tray
from sync.server.console.visits import EVERYBODY, Act, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    wanted = visit.asked.one("tray", Tray.NEW.value)
    known = trays.words(visit.township)
    chosen = Tray(wanted) if wanted in set(known) else Tray.NEW
    sites = _sites(visit)
    facts = {
        "title": "收件箱",
        "here": "inbox",
        "chosen": chosen,
        "trays": known,
        "counts": trays.counts(visit.township, sites),
        "villages": _choices(visit),
        **_rows(visit, chosen),
    }
    return Shown("inbox.html", facts)


def search(visit: Visit) -> Shown:
    """The whole page with what was found; by a form, so that no name stands in an address."""
    return show(visit)


def rows(visit: Visit) -> Shown:
    """Only the table, while somebody types into the search."""
    return Shown("case_rows.html", _rows(visit, Tray.NEW))


def _sites(visit: Visit) -> tuple[str, ...]:
    """What was chosen, or all that this account may see."""
    chosen = visit.asked.one("site")
    return visit.require_chapter(chosen) if chosen else visit.sites


def _choices(visit: Visit) -> dict[str, str]:
    """By what the list may be narrowed: the office's own window, and those below."""
    own = visit.township.register.site_code
    has_window = own in visit.sites
    names = {own: case_lists.names_of(visit.township).get(own, own)} if has_window else {}
    return names | visit.chapters


def _rows(visit: Visit, chosen: Tray) -> dict[str, object]:
    words = visit.typed.one("words").strip()
    if words.upper().startswith(QR_MARK):
        words = number_in(words)
    late_only = bool(visit.asked.one("late"))
    kept = {"tray": chosen.value, "site": visit.asked.one("site"), "late": "1" if late_only else ""}
    if words:
        page = case_lists.found(visit.township, words, visit.sites, asked_first(visit.typed))
    else:
        first, sites = asked_first(visit.asked), _sites(visit)
        page = trays.cases_in(visit.township, chosen, sites, first, late_only=late_only)
    return {
        "words": words,
        "page": page,
        "kept": {name: value for name, value in kept.items() if value},
        "here_path": "/",
        "most": case_lists.FOUND_ROWS,
    }


PAGES = (Page("/", show),)
ACTS = (
    Act("/search", search, show, "", EVERYBODY),
    Act("/found", rows, rows, "", EVERYBODY),
)
