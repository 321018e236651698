"""按新版办理: what would follow is said first, then a reason is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.act_place import ActPlace
from app.ui.page import Page
from app.ui.pages.case import book_acts

if TYPE_CHECKING:
    from app.services.catalogues import Consequences


def ask_to_move(page: Page, place: ActPlace, case_no: str) -> None:
    """Read the consequences of moving the case to the version in force, and ask with them in sight."""
    desk = page.office.desk()

    def work() -> Consequences:
        from app.services import catalogues

        return catalogues.consequences(desk, case_no)

    page.fetch(work, lambda told: place.ask(book_acts.move_to_new_version(told)))
