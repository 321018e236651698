"""The papers of a case on screen: pictures of exactly the bytes that are printed or saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refusal
from app.ui.actions import on_key
from app.ui.dialogs.page_pictures import PagePictures
from app.ui.dialogs.printer_choice import PrinterChoice
from app.ui.dialogs.save_where import ask_where
from app.ui.messages import MessageBar
from app.ui.widgets.choice_menu import chip
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button, label
from app.ui.widgets.shortcut import on_plain_key
from app.ui.wording import paper_words

if TYPE_CHECKING:
    from app.services.papers import PagePicture, PaperFile
    from app.ui.office import Office

ZOOMS = (50, 75, 100, 125, 150, 200)


class PaperPreview(QDialog):
    """Never blocks: shown beside the window. ``shown_paper`` carries a paper's name when its pages are drawn."""

    shown_paper = Signal(str)
    printed = Signal(str)
    saved_as = Signal(str)

    def __init__(self, office: Office, case_no: str, papers: tuple[str, ...], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("单据预览"))
        self._office = office
        self._actor = office.actor
        self._case_no = case_no
        self._paper = papers[0]
        self._file: PaperFile | None = None
        self._choices: dict[str, QPushButton] = {}
        self._zoom = 100
        self.bar = MessageBar(self)
        self.pages = PagePictures(self)
        self.printer = PrinterChoice(office, papers, self)
        self._words = label(role="muted", wrap=True)
        self._zoom_words = label(role="muted")
        self._made: NewestAnswer[tuple[PaperFile, tuple[PagePicture, ...]]] = NewestAnswer(
            office.tasks, self, self._on_made, self._on_refused
        )
        self._lay_out(papers)
        on_plain_key(self, "Ctrl+P", self.print_paper)
        on_plain_key(self, "Ctrl+S", self.choose_file)
        on_plain_key(self, "Ctrl++", lambda: self.zoom_by(1))
        on_plain_key(self, "Ctrl+=", lambda: self.zoom_by(1))
        on_plain_key(self, "Ctrl+-", lambda: self.zoom_by(-1))
        on_key(self, "blank", office.blank_requested.emit)
        on_key(self, "lock", office.lock_requested.emit)
        self.printer.found.connect(self._on_printers_found)
        self.printer.refused.connect(self._on_refused)
        office.covered.connect(self._on_covered)
        self.printer.read()
        self.show_paper(self._paper)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def open_for(
        cls, office: Office, case_no: str, papers: tuple[str, ...], parent: QWidget | None
    ) -> PaperPreview:
        """Make the window and show it; returns at once."""
        preview = cls(office, case_no, papers, parent)
        preview.resize(980, 680)
        preview.show()
        return preview

    def _lay_out(self, papers: tuple[str, ...]) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        group = QButtonGroup(self)
        for number, paper in enumerate(papers, start=1):
            choice = chip(f"{paper_words(paper)}  Alt+{number}")
            choice.setShortcut(f"Alt+{number}")
            choice.clicked.connect(partial(self._on_choice, paper))
            self._choices[paper] = choice
            group.addButton(choice)
            head.addWidget(choice)
        head.addStretch(1)
        smaller = button("−", lambda: self.zoom_by(-1))
        smaller.setAccessibleName(self.tr("缩小"))
        larger = button("+", lambda: self.zoom_by(1))
        larger.setAccessibleName(self.tr("放大"))
        for part in (smaller, self._zoom_words, larger):
            head.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.printer)
        self.save_button = button(self.tr("存为 PDF  Ctrl+S"), self.choose_file)
        self.print_button = button(self.tr("打印  Ctrl+P"), self.print_paper, "first")
        foot.addWidget(self.save_button)
        foot.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.pages, 1)
        layout.addLayout(foot)

    @property
    def pdf(self) -> bytes:
        """The bytes whose pictures are shown."""
        return self._file.pdf if self._file is not None else b""

    def show_paper(self, paper: str) -> None:
        """Make this paper and show its pages; makes without recording a print."""
        self._paper = paper
        self._choices[paper].setChecked(True)
        self.printer.choose_for(paper)
        self._zoom_words.setText(f"{self._zoom}%")
        desk, case_no = self._office.desk(), self._case_no
        dpi = round(96 * self._zoom / 100 * self.devicePixelRatioF())

        def work() -> tuple[PaperFile, tuple[PagePicture, ...]]:
            from app.services import papers

            made = papers.make(desk, case_no, paper)
            return made, papers.pictures(made.pdf, dpi)

        self.pages.show_loading()
        self._made.ask(work)

    def _on_covered(self, covered: bool) -> None:
        """A paper full of names never stays on a covered screen, and comes back only for who opened it."""
        if covered:
            self.hide()
        elif self._office.actor == self._actor:
            self.show()
        else:
            self.close()

    def _on_choice(self, paper: str, _checked: bool = False) -> None:
        self.show_paper(paper)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller; the page is drawn again, not stretched."""
        at = min(max(ZOOMS.index(self._zoom) + steps, 0), len(ZOOMS) - 1)
        if ZOOMS[at] != self._zoom:
            self._zoom = ZOOMS[at]
            self.show_paper(self._paper)

    def print_paper(self) -> None:
        """Send to the chosen printer; the services record the print and count it."""
        desk, case_no, paper = self._office.desk(), self._case_no, self._paper
        printer = self.printer.printer

        def work() -> str:
            from app.services import papers

            return papers.print_to(desk, case_no, paper, printer)

        def sent(words: str) -> None:
            self.print_button.setEnabled(True)
            self.bar.tell(self.tr("{0}：{1}").format(paper_words(paper), words), kind="done")
            self._office.paper_printed.emit(case_no, paper)
            self.printed.emit(paper)

        self.print_button.setEnabled(False)
        self._office.tasks.run(self, work, sent, self._on_refused, lane="slow")

    def choose_file(self) -> None:
        """Ask where to; the name proposed holds no personal data."""
        ask_where(self, f"{self._case_no}-{paper_words(self._paper)}.pdf", self.save_to)

    def save_to(self, file: str) -> None:
        """Save the same bytes."""
        desk, case_no, paper = self._office.desk(), self._case_no, self._paper

        def work() -> object:
            from app.services import papers

            return papers.save(desk, case_no, paper, Path(file))

        def saved(_times: object) -> None:
            self.bar.tell(self.tr("已存为 {0}").format(Path(file).name), kind="done")
            self._office.paper_printed.emit(case_no, paper)
            self.saved_as.emit(file)

        self._office.tasks.run(self, work, saved, self._on_refused)

    def _on_printers_found(self, any_printer: bool) -> None:
        self.print_button.setEnabled(any_printer)
        if not any_printer:
            self.print_button.setToolTip(self.tr("这台电脑上没有找到打印机"))
            self.bar.tell(self.tr("没有找到打印机，可先存为 PDF。"), kind="warning")

    def _on_made(self, made: tuple[PaperFile, tuple[PagePicture, ...]]) -> None:
        self._file, pictures = made
        words = [self._file.title, f"{self._file.width_mm:g} × {self._file.height_mm:g} mm"]
        if self._file.copy_no > 1:
            words.append(self.tr("第 {0} 次打印").format(self._file.copy_no))
        self._words.setText(" · ".join((*words, *self._file.warnings)))
        self.pages.show_pictures(pictures, self.devicePixelRatioF())
        self.shown_paper.emit(self._file.name)

    def _on_refused(self, refusal: Refusal) -> None:
        self.print_button.setEnabled(True)
        self.bar.tell(refusal.sentence, kind="danger")
