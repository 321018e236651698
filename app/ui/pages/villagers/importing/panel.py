"""Importing from first look to done: choose a file, put the columns right, check, import, take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.numbers_in_text import hide_numbers
from app.errors import Refusal
from app.ui.pages.villagers.importing.columns_choice import ColumnsChoice
from app.ui.pages.villagers.importing.earlier import EarlierImports
from app.ui.pages.villagers.importing.result import ImportResult
from app.ui.pages.villagers.importing.source import Source
from app.ui.pages.villagers.importing.text_table import TextTable
from app.ui.pages.villagers.importing.ways import ImportWays
from app.ui.pages.villagers.importing.words import field_words
from app.ui.widgets.plain import card, label

if TYPE_CHECKING:
    from app.services.imports import ImportChoice, ImportOutcome, ImportPreview, ImportRow, ImportUndone
    from app.ui.page import Page
    from app.ui.tasks import Running


class ImportPanel(QWidget):
    """``closed`` when the list is wanted back; ``changed`` when the list of people is another one now."""

    closed = Signal()
    changed = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._running: Running | None = None
        self._corrected = False
        self.source = Source()
        self.columns = ColumnsChoice()
        self.preview = TextTable(self.tr("文件的前几行"))
        self.result = ImportResult()
        self.earlier = EarlierImports()
        self._about = label(self.tr("选一个文件，先看一看，核对以后才写。"), "muted", wrap=True)
        self.ways = ImportWays()
        self._lay_out()
        self.ways.check.clicked.connect(lambda: self._run(self._checked, trial=True))
        self.ways.take_in.clicked.connect(lambda: self._run(self._imported, trial=False))
        self.ways.stop.clicked.connect(self._on_stop)
        self.ways.past.clicked.connect(self.show_earlier)
        self.ways.look.clicked.connect(lambda: self._show(self.preview))
        self.ways.back.clicked.connect(self.closed)
        self.source.changed.connect(self._on_source)
        self.columns.changed.connect(self._on_columns)
        self.earlier.undo_requested.connect(self._on_undo)
        self._rest(ready=False)

    def begin(self) -> None:
        """Put the hand into the file's field."""
        self.source.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_earlier(self) -> None:
        """The imports of this room."""
        register = self._page.office.register

        def work() -> tuple[ImportRow, ...]:
            from app.services import imports

            return imports.runs(register)

        def shown(runs: tuple[ImportRow, ...]) -> None:
            self.earlier.show_runs(runs)
            self._show(self.earlier)
            self.earlier.table.setFocus(Qt.FocusReason.OtherFocusReason)

        self._page.fetch(work, shown)

    def _lay_out(self) -> None:
        self._top, rows = card()
        rows.addWidget(self.source)
        rows.addWidget(self.columns)
        self.columns.hide()
        rows.addWidget(self._about)
        below, lines = card()
        holder = QWidget()
        self._views = QStackedLayout(holder)
        for view in (self.preview, self.result, self.earlier):
            self._views.addWidget(view)
        lines.addWidget(holder, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._top)
        layout.addWidget(below, 1)
        layout.addWidget(self.ways)

    def _choice(self) -> ImportChoice:
        from app.domain.import_choice import ImportChoice

        return ImportChoice(self.source.sheet, None, self.columns.columns() if self._corrected else {})

    def _on_source(self) -> None:
        self._corrected = False
        self._look()

    def _on_columns(self) -> None:
        self._corrected = True
        self._look()

    def _look(self) -> None:
        self._page.bar.clear()
        self._rest(ready=False)
        file, kind, password = self.source.file, self.source.kind, self.source.password.text()
        if file is None:
            return
        choice = self._choice()

        def work() -> ImportPreview:
            from app.services import imports

            return imports.look(file, kind, choice, password)

        self._page.fetch(work, self._on_looked, self._on_refused, lane="slow")

    def _on_looked(self, seen: ImportPreview) -> None:
        if seen.kind is not self.source.kind:
            return
        self.source.clear_refusal()
        self.source.show_sheets(seen.sheets, seen.sheet)
        self.columns.fill(seen.kind, seen.heads, seen.columns)
        names = {letters: field_words(name) for name, letters in seen.columns.items()}
        heads = [names.get(letters, letters) for letters, _head in seen.heads]
        rows = [(str(n), *(str(hide_numbers(cell)) for cell in cells)) for n, cells in seen.first_rows]
        self.preview.show_texts((self.tr("行"), *heads), rows)
        self._show(self.preview)
        if seen.missing:
            words = self.tr("没有认出“{0}”在哪一列，请在上面选。").format("、".join(seen.missing))
        else:
            words = self.tr("共 {0} 行。列对不对？不对就在上面改。").format(f"{seen.rows:,}")
        self._about.setText(words + "".join(seen.notes))
        self._rest(ready=not seen.missing)

    def _run(self, done: Callable[[ImportOutcome], None], *, trial: bool) -> None:
        file, kind, password = self.source.file, self.source.kind, self.source.password.text()
        if file is None:
            return
        desk, choice = self._page.office.desk(), self._choice()
        self._page.bar.clear()
        self._busy()

        def work(running: Running) -> ImportOutcome:
            from app.services import imports

            act = imports.dry_run if trial else imports.run
            return act(desk, file, kind, choice, password=password, progress=running.report)

        tasks = self._page.office.tasks
        self._running = tasks.run_with_progress(
            self, work, done, self._on_refused, progress=self.ways.show_progress, lane="register"
        )

    def _checked(self, outcome: ImportOutcome) -> None:
        self.result.show_outcome(outcome, done=False)
        self._show(self.result)
        self._rest(ready=True)
        self.ways.offer(bool(outcome.new))

    def _imported(self, outcome: ImportOutcome) -> None:
        self.result.show_outcome(outcome, done=True)
        self._show(self.result)
        self._rest(ready=False)
        self.ways.back.setFocus(Qt.FocusReason.OtherFocusReason)
        words = self.tr("已导入 {0} 条，可在“以前的导入”里整批撤销。").format(f"{outcome.new:,}")
        self._page.bar.tell(words, kind="done")
        self.changed.emit()

    def _on_stop(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _on_undo(self, import_id: str) -> None:
        desk = self._page.office.desk()

        def work() -> ImportUndone:
            from app.services import imports

            return imports.undo(desk, import_id)

        def undone(found: ImportUndone) -> None:
            words = self.tr("已整批撤销：群众 {0} 人，办件 {1} 件。")
            self._page.bar.tell(words.format(found.villagers, found.cases), kind="done")
            self.changed.emit()
            self.show_earlier()

        self._page.fetch(work, undone)

    def _on_refused(self, refusal: Refusal) -> None:
        self._rest(ready=False)
        if refusal.field in ("file", "password"):
            self._about.clear()
            self.preview.show_texts((), ())
            self._show(self.preview)
            self.columns.hide()
            self.source.refuse(refusal.field, refusal.sentence)
        else:
            self._page.show_refusal(refusal)
            self._rest(ready=True)

    def _show(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        looking = view is self.preview
        for each in (self._about, self.columns):
            each.setVisible(looking)
        self._top.setVisible(view is not self.earlier)
        self.ways.look.setVisible(not looking)

    def _busy(self) -> None:
        self.ways.busy()
        for each in (self.source, self.columns):
            each.setEnabled(False)

    def _rest(self, *, ready: bool) -> None:
        """Nothing runs; ``ready``: there is something to check. Importing always comes after checking."""
        self._running = None
        self.ways.rest(ready=ready)
        for each in (self.source, self.columns):
            each.setEnabled(True)
