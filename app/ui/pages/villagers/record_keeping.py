"""The acts on a person's record: asked in one place over the page, which gives them the room while they are asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.joinings import AlikePair, JoiningRow
from app.domain.rows import VillagerRow
from app.domain.villager_facts import HouseholdRow
from app.ui.act_place import ActPlace
from app.ui.page import Page
from app.ui.pages.villagers import acts
from app.ui.pages.villagers.alike_panel import AlikePanel
from app.ui.widgets.ask_form import Act


class RecordKeeping(QObject):
    """``changed`` carries what an act gave back, once it is on disk."""

    changed = Signal(object)

    def __init__(self, page: Page, alike: AlikePanel) -> None:
        super().__init__(page)
        self._page = page
        self._alike = alike
        self._beneath: QWidget | None = None
        self.place = ActPlace(page)
        alike.join_requested.connect(lambda pair: self._ask(acts.join(pair)))
        alike.undo_requested.connect(lambda row: self._ask(acts.undo(row)))
        self.place.closed.connect(self._uncover)
        self.place.done.connect(self.changed)

    def stand_over(self, beneath: QWidget) -> None:
        """``beneath`` goes out of the way while something is asked."""
        self._beneath = beneath

    def ask_more(self, row: VillagerRow | None) -> None:
        """Tags, address, liaison and the like of this person."""
        if row is not None:
            self._ask(acts.more(row))

    def ask_household(self, row: VillagerRow | None, there: HouseholdRow | None) -> None:
        """The household of this person."""
        if row is not None:
            self._ask(acts.household(row, there))

    def read_alike(self) -> None:
        """What looks like one person, and what was joined."""
        register = self._page.office.register

        def work() -> tuple[tuple[AlikePair, ...], tuple[JoiningRow, ...]]:
            from app.services import joining

            return joining.alike(register), joining.rows(register)

        self._page.fetch(work, lambda read: self._alike.show_rows(*read))

    def _ask(self, act: Act) -> None:
        self.place.ask(act)
        if self._beneath is not None:
            self._beneath.hide()

    def _uncover(self) -> None:
        if self._beneath is not None:
            self._beneath.show()
