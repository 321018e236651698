"""集中办理: one item for many people, ID number after ID number, and how far each group is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.batches import STATUS_WORDS, BatchPersonRow, BatchRow, GroupProgress, PersonStatus
from app.domain.catalogue import ServiceItem
from app.domain.rows import CaseAccepted, CaseFilter
from app.errors import Refusal
from app.ui.act_place import ActPlace
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.batches import acts
from app.ui.pages.batches.list_panel import BatchList
from app.ui.pages.batches.person_list import MARKS, PersonList
from app.ui.pages.batches.scan_line import ScanLine
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button
from app.ui.widgets.shortcut import on_plain_key
from app.ui.wording import domain_words


@dataclass(frozen=True, slots=True)
class _Read:
    """All batches, and the marked one whole."""

    batches: tuple[BatchRow, ...]
    batch_id: str = ""
    persons: tuple[BatchPersonRow, ...] = ()
    progress: tuple[GroupProgress, ...] = ()
    item: ServiceItem | None = None


class BatchesPage(Page):
    """Enter in the number or on a line of the list accepts; the marks say who is away, dead or unwilling."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, self.tr("集中办理"), parent)
        self.read = _Read(())
        self.list = BatchList()
        self.scan = ScanLine()
        self.people = PersonList()
        self.place = ActPlace(self)
        self._wanted = ""
        self._saving = False
        self._answers: NewestAnswer[_Read] = NewestAnswer(
            office.tasks, self, self._on_read, self.show_refusal
        )
        self._lay_out()
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        self.print = button(self.tr("打印名单  Ctrl+P"), self.print_list)
        self.listed = button(self.tr("看办件"), self._on_listed)
        self.again = button(self.tr("按此名单再开"), self._on_again)
        self.close_batch = button(self.tr("结束这批"), self._on_close)
        self.new = button(self.tr("开一批  Alt+N"), self.begin_new, "first")
        for way in (self.print, self.listed, self.again, self.close_batch, self.new):
            self.head.addWidget(way)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.scan)
        right.addWidget(self.people, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.list, 4)
        columns.addLayout(right, 8)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.place)
        layout.addLayout(columns, 1)

    def _connect(self) -> None:
        self.list.batches.itemSelectionChanged.connect(self._on_batch_marked)
        self.list.batches.opened.connect(lambda _key: self.scan.begin())
        self.scan.scanned.connect(self.accept)
        self.people.opened.connect(self._on_person_opened)
        self.people.mark_requested.connect(self.mark)
        self.place.done.connect(self._on_done)
        on_plain_key(self, "Alt+N", self.begin_new)
        on_plain_key(self, "Ctrl+P", self.print_list)
        for number, status in enumerate(MARKS, 1):
            on_plain_key(self, f"Alt+{number}", partial(self.mark, status))

    @property
    def batch(self) -> BatchRow | None:
        """The batch the mark stands on."""
        return next((row for row in self.read.batches if row.batch_id == self.read.batch_id), None)

    def shown(self) -> None:
        self.reload()
        (self.scan.begin if self.read.batches else self.new.setFocus)()

    def reload(self) -> None:
        register, clock, wanted = self.office.register, self.office.clock, self._wanted

        def work() -> _Read:
            from app.services import batches, items

            rows = batches.rows(register)
            batch = next((row for row in rows if row.batch_id == wanted), rows[0] if rows else None)
            if batch is None:
                return _Read(rows)
            return _Read(
                rows,
                batch.batch_id,
                batches.persons(register, batch.batch_id),
                batches.progress(register, batch.batch_id),
                items.in_force(register, clock).item(batch.item_code),
            )

        self._answers.ask(work)

    def accept(self, id_number: str, name: str = "") -> None:
        """Accept the batch's item for whoever has this number."""
        batch = self.batch
        if batch is None or self._saving:
            return
        self._saving = True
        desk, papers = self.office.desk(), self.list.given()

        def work() -> CaseAccepted:
            from app.services import batches

            return batches.accept(desk, batch.batch_id, id_number, papers, name)

        self.fetch(work, self._on_accepted, self._on_refused)

    def mark(self, status: PersonStatus) -> None:
        """Say of the marked person why there is no case."""
        person = self.people.current
        if person is not None and self.batch is not None and self.batch.closed_on is None:
            self.place.ask(acts.marking(person, status, domain_words(STATUS_WORDS[status])))

    def begin_new(self) -> None:
        """Open a batch: which item, what it is called, who stands on the list."""
        register, clock = self.office.register, self.office.clock

        def work() -> tuple[dict[str, str], tuple[str, ...]]:
            from app.services import items, villagers

            named = {item.code: item.name for item in items.in_force(register, clock).items}
            rows = villagers.page(register, limit=acts.PAGE_ROWS).rows
            return named, tuple(sorted({row.group for row in rows if row.group}))

        self.fetch(work, lambda read: self.place.ask(acts.opening(*read)))

    def print_list(self) -> None:
        """集中受理名单 of the marked batch, to be looked at, printed or saved."""
        batch = self.batch
        if batch is not None:
            PaperPreview.open_for(self.office, batch.batch_id, ("batch-list",), self.window())

    def _on_read(self, read: _Read) -> None:
        self.read = read
        self._wanted = read.batch_id
        self.list.batches.blockSignals(True)
        self.list.show_batches(read.batches)
        self.list.batches.blockSignals(False)
        self.list.show_progress(read.progress)
        self.list.show_item(read.item)
        if self.new.hasFocus() and read.batches:
            self.scan.begin()
        batch = self.batch
        running = batch is not None and batch.closed_on is None
        self.people.show_rows(read.persons, any_batch=bool(read.batches), running=running)
        for way in (self.close_batch, self.scan):
            way.setEnabled(running)
        for way in (self.print, self.listed, self.again):
            way.setEnabled(batch is not None)

    def _on_batch_marked(self) -> None:
        wanted = str(self.list.batches.current() or "")
        if wanted and wanted != self._wanted:
            self._wanted = wanted
            self.scan.tell("")
            self.reload()

    def _on_person_opened(self, person: BatchPersonRow) -> None:
        if person.case_no:
            self.office.open_case_requested.emit(person.case_no)
        elif person.id_number:
            self.accept(person.id_number, person.name)
        else:
            self.scan.tell(
                self.tr("{0}没有登记身份证号，请在受理页单独办理。").format(person.name), wrong=True
            )

    def _on_accepted(self, fact: CaseAccepted) -> None:
        self._saving = False
        batch = self.batch
        done = batch.done + 1 if batch is not None else 1
        said = self.tr("已受理 {0}，这一批已办 {1} 人。").format(fact.case_no, done)
        missing = self.tr(" 还缺：{0}").format("、".join(fact.missing)) if fact.missing else ""
        self.scan.tell(said + missing)
        if not self.people.table.hasFocus():
            self.scan.next()
        self.office.case_saved.emit(fact)
        self.reload()

    def _on_refused(self, refusal: Refusal) -> None:
        self._saving = False
        self.scan.tell(refusal.sentence, wrong=True)
        if refusal.code in ("unknown-person", "several-people"):
            self.scan.ask_name()
        else:
            self.scan.number.selectAll()
            self.scan.begin()

    def _on_again(self) -> None:
        if self.batch is not None:
            self.place.ask(acts.again(self.batch))

    def _on_close(self) -> None:
        if self.batch is not None:
            self.place.ask(acts.closing(self.batch))

    def _on_listed(self) -> None:
        if self.batch is not None:
            self.office.open_register_requested.emit(CaseFilter(batch_id=self.batch.batch_id))

    def _on_done(self, made: object) -> None:
        if isinstance(made, BatchRow):
            self._wanted = made.batch_id
            self.scan.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()
