"""Papers on screen: pictures of exactly the bytes that are printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.actions import on_key
from app.ui.dialogs.page_pictures import PagePictures
from app.ui.dialogs.paper_out import PaperOut
from app.ui.dialogs.preview_foot import PreviewFoot
from app.ui.dialogs.preview_head import PreviewHead
from app.ui.dialogs.queue_window import QueueWindow
from app.ui.dialogs.save_where import ask_where
from app.ui.messages import MessageBar
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.shortcut import on_plain_key

if TYPE_CHECKING:
    from app.printing.papers import Layout
    from app.services.desk import Desk
    from app.services.papers import PagePicture, PaperFile
    from app.services.print_queue import PrintJobRow
    from app.services.printers import PaperSetting
    from app.ui.office import Office

Maker = Callable[["Desk", str, str], "PaperFile"]
"""Makes the paper called so in a layout; runs off the window's thread and records nothing."""


@dataclass(frozen=True, slots=True)
class _Made:
    file: PaperFile
    pictures: tuple[PagePicture, ...]
    layouts: tuple[Layout, ...]
    setting: PaperSetting


class PaperPreview(QDialog):
    """Never blocks: shown beside the window. ``shown_paper`` carries a paper's name when its pages are drawn."""

    shown_paper = Signal(str)
    printed = Signal(str)
    saved_as = Signal(str)

    def __init__(self, office: Office, make: Maker, papers: tuple[str, ...], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("单据预览"))
        self._office = office
        self._actor = office.actor
        self._make = make
        self._paper = papers[0]
        self._layout: str | None = None  # None: the one the room chose for this paper
        self._file: PaperFile | None = None
        self.bar = MessageBar(self)
        self.head = PreviewHead(papers, self)
        self.pages = PagePictures(self)
        self.foot = PreviewFoot(office, papers, self)
        self._out = PaperOut(office, self)
        self._made: NewestAnswer[_Made] = NewestAnswer(office.tasks, self, self._on_made, self._on_refused)
        self._lay_out()
        self._connect()
        self.foot.printer.read()
        self.show_paper(self._paper)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def open_for(
        cls, office: Office, case_no: str, papers: tuple[str, ...], parent: QWidget | None
    ) -> PaperPreview:
        """The papers of a case; returns at once."""

        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import papers as service

            return service.make(desk, case_no, paper, layout)

        return cls.open_made(office, make, papers, parent)

    @classmethod
    def open_made(
        cls, office: Office, make: Maker, papers: tuple[str, ...], parent: QWidget | None
    ) -> PaperPreview:
        """Papers that ``make`` makes: empty forms, postings, lists. Returns at once."""
        preview = cls(office, make, papers, parent)
        preview.resize(1080, 690)
        preview.show()
        return preview

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addWidget(self.bar)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        on_plain_key(self, "Ctrl+P", self.print_paper)
        on_plain_key(self, "Ctrl+S", self.choose_file)
        on_plain_key(self, "Ctrl++", lambda: self.head.zoom_by(1))
        on_plain_key(self, "Ctrl+=", lambda: self.head.zoom_by(1))
        on_plain_key(self, "Ctrl+-", lambda: self.head.zoom_by(-1))
        on_key(self, "blank", self._office.blank_requested.emit)
        on_key(self, "lock", self._office.lock_requested.emit)
        self.head.paper_chosen.connect(self.show_paper)
        self.head.zoomed.connect(self._draw)
        self.foot.print_wanted.connect(self.print_paper)
        self.foot.save_wanted.connect(self.choose_file)
        self.foot.picture_wanted.connect(self.choose_picture)
        self.foot.layout_chosen.connect(self.show_layout)
        self.foot.printer.found.connect(self._on_printers_found)
        self.foot.printer.refused.connect(self._on_refused)
        self._out.sent.connect(self._on_sent)
        self._out.saved.connect(self._on_saved)
        self._out.pictured.connect(self._on_pictured)
        self._out.refused.connect(self._on_refused)
        self._office.covered.connect(self._on_covered)

    @property
    def pdf(self) -> bytes:
        """The bytes whose pictures are shown."""
        return self._file.pdf if self._file else b""

    def show_paper(self, paper: str) -> None:
        """Make this paper in the room's layout and show its pages."""
        self._paper = paper
        self._layout = None
        self.head.show_paper(paper)
        self.foot.printer.choose_for(paper)
        self._draw()

    def show_layout(self, layout: str) -> None:
        """The same paper in another shape; "" is the usual one."""
        self._layout = layout
        self._draw()

    def print_paper(self) -> None:
        """Send exactly what is shown to the chosen printer; the queue records the print and keeps the paper."""
        if self._file is not None and self.foot.print_button.isEnabled():
            self.foot.print_button.setEnabled(False)
            self._out.print(self._file, self.foot.printer.printer, self.foot.copies.value())

    def choose_file(self) -> None:
        """Ask where to; the name proposed holds no personal data."""
        ask_where(self, f"{self._file_name()}.pdf", self.save_to)

    def choose_picture(self) -> None:
        """Ask where the picture is to lie."""
        ask_where(self, f"{self._file_name()}.png", self.save_picture, picture=True)

    def save_to(self, target: str) -> None:
        """Save the same bytes."""
        if self._file is not None:
            self._out.save(self._file, target)

    def save_picture(self, target: str) -> None:
        """Save the page in front as a picture to send by telephone."""
        if self._file is not None:
            self._out.picture(self._file, self.pages.page_in_front, target)

    def _draw(self) -> None:
        desk, paper, layout, make = self._office.desk(), self._paper, self._layout, self._make
        dpi = round(96 * self.head.zoom / 100 * self.devicePixelRatioF())

        def work() -> _Made:
            from app.services import papers, printers

            setting = printers.setting(desk.register, paper)
            made = make(desk, paper, setting.layout if layout is None else layout)
            layouts = next((kind.layouts for kind in papers.kinds() if kind.name == paper), ())
            return _Made(made, papers.pictures(made.pdf, dpi), layouts, setting)

        self.pages.show_loading()
        self._made.ask(work)

    def _on_made(self, made: _Made) -> None:
        anew = self._file is None or self._file.name != made.file.name
        self._file = made.file
        self.foot.show_made(made.file, len(made.pictures))
        self.head.show_paper(made.file.name, made.file.title)
        if anew:
            self.foot.show_choices(made.layouts, made.setting, made.file.layout)
        self.pages.show_pictures(made.pictures, self.devicePixelRatioF())
        self.shown_paper.emit(made.file.name)

    def _on_saved(self, target: str) -> None:
        self.bar.tell(self.tr("已存为 {0}").format(Path(target).name), kind="done")
        self._tell_printed()
        self.saved_as.emit(target)
        self._draw()  # the next is a second print and says so

    def _on_pictured(self, target: str) -> None:
        self.bar.tell(self.tr("已存为 {0}，证件号已隐去中间。").format(Path(target).name), kind="done")

    def _on_sent(self, job: PrintJobRow) -> None:
        self.foot.print_button.setEnabled(True)
        said = self.tr("{0}：{1}").format(job.title, job.sentence)
        queue = partial(QueueWindow.open_for, self._office, self)
        if job.stuck:
            self.bar.tell(said, kind="warning", action=self.tr("打印队列"), todo=queue)
        elif job.asks:
            said += self.tr("。纸打出来了吗？")
            self.bar.tell(said, action=self.tr("回答"), todo=queue)
        else:
            self.bar.tell(said, kind="done")
        self._tell_printed()
        self.printed.emit(job.paper)
        self._draw()

    def _tell_printed(self) -> None:
        if self._file:
            self._office.paper_printed.emit(self._file.case_no, self._file.name)

    def _file_name(self) -> str:
        return "-".join(filter(None, (self._file.case_no, self._file.title))) if self._file else ""

    def _on_covered(self, covered: bool) -> None:
        """A paper full of names never stays on a covered screen, and comes back only for who opened it."""
        if covered:
            self.hide()
        elif self._office.actor == self._actor:
            self.show()
        else:
            self.close()

    def _on_printers_found(self, any_printer: bool) -> None:
        self.foot.print_button.setEnabled(any_printer)
        if not any_printer:
            self.foot.print_button.setToolTip(self.tr("这台电脑上没有找到打印机"))
            self.bar.tell(self.tr("没有找到打印机，可先存为 PDF。"), kind="warning")

    def _on_refused(self, refusal: Refusal) -> None:
        self.foot.print_button.setEnabled(True)
        self.bar.tell(refusal.sentence, kind="danger")
