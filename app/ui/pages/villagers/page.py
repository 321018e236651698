"""群众: who is served, one page a person, particulars put right here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.clock import today
from app.domain.rows import CaseRow, VillagerRow
from app.errors import Refusal
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.villagers.importing.panel import ImportPanel
from app.ui.pages.villagers.list_panel import VillagerList
from app.ui.pages.villagers.person_panel import PersonPanel
from app.ui.widgets.identity_edit import Particulars
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button

if TYPE_CHECKING:
    from app.services.villagers import VillagerPage

LIMIT = 100


@dataclass(frozen=True, slots=True)
class PersonRead:
    """One person with what stands on the page."""

    row: VillagerRow
    cases: tuple[CaseRow, ...]
    same: tuple[VillagerRow, ...]


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
        self.head.addWidget(self.import_)
        self.head.addWidget(self.new)
        self._people_view = QWidget()
        layout = QHBoxLayout(self._people_view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.list, 6)
        layout.addWidget(self.person, 6)
        self._views = QStackedLayout(self.body)
        self._views.addWidget(self._people_view)
        self._views.addWidget(self.importing)

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

        def work() -> PersonRead:
            from app.services import villagers

            row = villagers.get(register, villager_id)
            same = villagers.same_number(register, row.id_number) if row.id_number else ()
            return PersonRead(row, villagers.cases_of(register, villager_id, clock), same)

        self._people.ask(work)

    def _on_person(self, read: PersonRead) -> None:
        if self.person.editing:
            return
        self.person.show_person(read.row, read.cases, read.same)
        self.shown_person.emit(read.row)

    def _on_import(self) -> None:
        self._views.setCurrentWidget(self.importing)
        self.importing.begin()

    def _show_people(self) -> None:
        self.bar.clear()
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

        def work() -> VillagerRow:
            from app.services import villagers

            draft = villagers.VillagerDraft(
                name=particulars.name,
                id_number=particulars.id_number,
                phone=particulars.phone,
                group=particulars.group,
                id_missing_reason=particulars.id_missing_reason,
                villager_id=villager_id,
                same_number_reason=reason,
            )
            return villagers.save(desk, draft)

        def failed(refusal: Refusal) -> None:
            self.person.tell(refusal.field, refusal.sentence, refusal.code)

        self.fetch(work, self._on_saved, failed)

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
