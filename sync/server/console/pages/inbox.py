"""The inbox: what villages sent up and what waits at the township, tray by tray, and finding any case."""

from __future__ import annotations

from app.services.case_lookup import QR_MARK, number_in
from sync.server.console import case_lists
from sync.server.console.case_lists import TRAY_WORDS, Tray
from sync.server.console.visits import EVERYBODY, Act, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    wanted = visit.asked.one("tray", Tray.NEW.value)
    chosen = Tray(wanted) if wanted in set(Tray) else Tray.NEW
    facts = {
        "title": "收件箱",
        "here": "inbox",
        "chosen": chosen,
        "trays": TRAY_WORDS,
        "counts": case_lists.counts(visit.township, visit.sites),
        **_rows(visit, chosen),
    }
    return Shown("inbox.html", facts)


def search(visit: Visit) -> Shown:
    """The whole page with what was found; by a form, so that no name stands in an address."""
    return show(visit)


def rows(visit: Visit) -> Shown:
    """Only the table, while somebody types into the search."""
    return Shown("case_rows.html", _rows(visit, Tray.NEW))


def _rows(visit: Visit, chosen: Tray) -> dict[str, object]:
    words = visit.typed.one("words").strip()
    if words.upper().startswith(QR_MARK):
        words = number_in(words)
    if words:
        return {"words": words, "rows": case_lists.found(visit.township, words, visit.sites)}
    return {"words": "", "rows": case_lists.tray(visit.township, chosen, visit.sites)}


PAGES = (Page("/", show),)
ACTS = (
    Act("/search", search, show, "", EVERYBODY),
    Act("/found", rows, rows, "", EVERYBODY),
)
