"""The inbox: what villages sent up and what waits at the township, tray by tray, and finding any case."""

from __future__ import annotations

from app.services.case_lookup import QR_MARK, number_in
from sync.server.console import case_lists
from sync.server.console.case_lists import TRAY_WORDS, Tray
from sync.server.console.paging import asked_first
from sync.server.console.visits import EVERYBODY, Act, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    wanted = visit.asked.one("tray", Tray.NEW.value)
    chosen = Tray(wanted) if wanted in set(Tray) else Tray.NEW
    sites = _sites(visit)
    names = case_lists.names_of(visit.township)
    facts = {
        "title": "收件箱",
        "here": "inbox",
        "chosen": chosen,
        "trays": TRAY_WORDS,
        "counts": case_lists.counts(visit.township, sites),
        "villages": {code: names.get(code, code) for code in visit.sites},
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
    """The village that was chosen, or all that this account may see."""
    chosen = visit.asked.one("site")
    return (visit.require_site(chosen),) if chosen else visit.sites


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
        page = case_lists.tray(visit.township, chosen, sites, first, late_only=late_only)
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
