"""群众: who is served, one page a person, particulars put right here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.clock import today
from app.domain.rows import VillagerRow
from app.domain.villager_facts import HouseholdRow
from app.errors import Refusal
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.villagers.alike_panel import AlikePanel
from app.ui.pages.villagers.importing.panel import ImportPanel
from app.ui.pages.villagers.list_panel import VillagerList
from app.ui.pages.villagers.person_panel import PersonPanel
from app.ui.pages.villagers.person_reading import PersonRead, read_person, save_person
from app.ui.pages.villagers.record_keeping import RecordKeeping
from app.ui.widgets.identity_edit import Particulars
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button

if TYPE_CHECKING:
    from app.services.villagers import VillagerPage

LIMIT = 100


class VillagersPage(Page):
    """``shown_person`` carries the VillagerRow each time one was read and drawn."""

    shown_person = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("群众"))
        day = today(office.clock)
        self.list = VillagerList(day)
        self.person = PersonPanel(day)
        self.new = button(self.tr("登记群众"), self._on_new)
        self.importing = ImportPanel(self)
        self.import_ = button(self.tr("导入"), self._on_import)
        self.alike = AlikePanel()
        self.keeping = RecordKeeping(self, self.alike)
        self.find_alike = button(self.tr("查重合并"), self._on_alike)
        self._household: HouseholdRow | None = None
        self._lay_out()
        self._wanted_id = ""
        self._lists: NewestAnswer[tuple[str, VillagerPage]] = NewestAnswer(
            office.tasks, self, self._on_list, self.show_refusal
        )
        self._people: NewestAnswer[PersonRead] = NewestAnswer(
            office.tasks, self, self._on_person, self.show_refusal
        )
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        self.head.addWidget(self.find_alike)
        self.head.addWidget(self.import_)
        self.head.addWidget(self.new)
        self._people_view = QWidget()
        layout = QHBoxLayout(self._people_view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.list, 6)
        layout.addWidget(self.person, 6)
        views = QWidget()
        self._views = QStackedLayout(views)
        for view in (self._people_view, self.importing, self.alike):
            self._views.addWidget(view)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.keeping.place)
        column.addWidget(views, 1)
        column.addStretch(0)
        self.keeping.stand_over(views)

    def _connect(self) -> None:
        self.importing.closed.connect(self._show_people)
        self.importing.changed.connect(self.reload)
        self.list.search_requested.connect(self._search)
        self.list.marked.connect(self._on_marked)
        self.list.model.more_wanted.connect(self._on_more_wanted)
        self.person.save_requested.connect(self._on_save)
        self.person.accept_requested.connect(self.office.accept_requested)
        self.person.case_requested.connect(self.office.open_case_requested)
        self.person.same_person_chosen.connect(self._on_same_person)
        self.person.person_requested.connect(self.open)
        keeping, person = self.keeping, self.person
        person.more_requested.connect(lambda: keeping.ask_more(person.row))
        person.household_requested.connect(lambda: keeping.ask_household(person.row, self._household))
        self.alike.closed.connect(self._show_people)
        keeping.changed.connect(self._on_kept)
        self.person.edit.number_completed.connect(self._find_same)
        self.office.villager_saved.connect(self._on_fact)
        self.office.case_saved.connect(self._on_fact)

    def open(self, wish: object) -> None:
        """A villager id: this person's page."""
        if isinstance(wish, str) and wish:
            self._show_people()
            self._wanted_id = wish
            self._read_person(wish)

    def shown(self) -> None:
        self.reload()
        if not self.person.editing and self._views.currentWidget() is self._people_view:
            self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        self._search(self.list.text())

    def _search(self, text: str) -> None:
        self._lists.ask(self._page_work(text, 0))

    def _page_work(self, text: str, offset: int) -> Callable[[], tuple[str, VillagerPage]]:
        register = self.office.register

        def work() -> tuple[str, VillagerPage]:
            from app.services import villagers

            return text, villagers.page(register, text, limit=LIMIT, offset=offset)

        return work

    def _on_list(self, answer: tuple[str, VillagerPage]) -> None:
        text, found = answer
        if text != self.list.text():
            return
        shown = self.person.row
        self.list.model.begin(found.rows, found.total)
        self.list.show_total(found.total)
        wanted = self._wanted_id or (shown.villager_id if shown is not None else "")
        at = self.list.model.row_of(wanted)
        if at >= 0 or (not self._wanted_id and text):
            self.list.mark(max(at, 0))

    def _on_more_wanted(self, offset: int) -> None:
        text = self.list.text()

        def more(answer: tuple[str, VillagerPage]) -> None:
            if answer[0] == self.list.text():
                self.list.model.add(answer[1].rows)

        self.fetch(self._page_work(text, offset), more)

    def _on_marked(self, row: VillagerRow) -> None:
        if not self.person.editing:
            self._wanted_id = row.villager_id
            self._read_person(row.villager_id)

    def _read_person(self, villager_id: str) -> None:
        register, clock = self.office.register, self.office.clock

        self._people.ask(lambda: read_person(register, clock, villager_id))

    def _on_person(self, read: PersonRead) -> None:
        if self.person.editing:
            return
        self._household = read.household
        self.person.show_person(read.row, read.same)
        self.person.records.show_records(read.cases, read.household, read.history)
        self.shown_person.emit(read.row)

    def _on_import(self) -> None:
        self._views.setCurrentWidget(self.importing)
        self.importing.begin()

    def _on_alike(self) -> None:
        self._views.setCurrentWidget(self.alike)
        self.keeping.read_alike()

    def _on_kept(self, made: object) -> None:
        """A record was put otherwise: what is shown of it is read again."""
        if self._views.currentWidget() is self.alike:
            self.keeping.read_alike()
        if self.person.row is not None:
            self._read_person(self.person.row.villager_id)
        self.reload()
        if isinstance(made, VillagerRow):
            self.office.villager_saved.emit(made)

    def _show_people(self) -> None:
        self.bar.clear()
        self.keeping.place.give_up()
        self._views.setCurrentWidget(self._people_view)
        self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self) -> None:
        self._show_people()
        self.person.begin_new(self.list.text())

    def _on_same_person(self, row: VillagerRow) -> None:
        self.person.give_up()
        self.open(row.villager_id)

    def _find_same(self, id_number: str) -> None:
        register = self.office.register
        own = self.person.row.villager_id if self.person.row is not None else ""

        def work() -> tuple[VillagerRow, ...]:
            from app.services import villagers

            return tuple(r for r in villagers.same_number(register, id_number) if r.villager_id != own)

        self.fetch(work, lambda rows: self.person.edit.show_same(id_number, rows))

    def _on_save(self, villager_id: str, particulars: Particulars, reason: str) -> None:
        desk = self.office.desk()

        def failed(refusal: Refusal) -> None:
            self.person.tell(refusal.field, refusal.sentence, refusal.code)

        self.fetch(lambda: save_person(desk, villager_id, particulars, reason), self._on_saved, failed)

    def _on_saved(self, row: VillagerRow) -> None:
        self.person.row = row
        self.person.give_up()
        self._wanted_id = row.villager_id
        self._read_person(row.villager_id)
        self.bar.tell(self.tr("已保存"), kind="done")
        self.office.villager_saved.emit(row)

    def _on_fact(self, _fact: object) -> None:
        if self.isVisible():
            self.reload()
