"""A USB stick where there is no network: the room's lines out to the township, its answers home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.page import Page
from app.ui.widgets.path_row import PathRow
from app.ui.widgets.plain import button, card, label

if TYPE_CHECKING:
    from app.services.sticks import StickRead, StickWritten


class StickCard(QWidget):
    """``ended`` after either way: the numbers of the page may have moved."""

    ended = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.folder = PathRow(
            "folder",
            self.tr("U 盘上的文件夹"),
            self.tr("写在上面的内容是加密的，只有乡镇打得开"),
            folder=True,
        )
        self.write_button = button(self.tr("写到 U 盘"), self.write_out)
        self.read_button = button(self.tr("读回乡镇的答复"), self.read_in)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("正在读写 U 盘"))
        self._bar.hide()
        frame, inside = card(self.tr("用 U 盘传"))
        told = self.tr("没有网络时：写到 U 盘带到乡镇，乡镇读入后把答复写回同一个 U 盘，带回来再读入。")
        inside.addWidget(label(told, "muted", wrap=True))
        inside.addWidget(self.folder)
        inside.addWidget(self._bar)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        ways.addWidget(self.read_button)
        ways.addWidget(self.write_button)
        inside.addLayout(ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)

    def write_out(self) -> None:
        """Write what the township does not have yet."""
        folder = self._chosen()
        if folder is None:
            return
        desk = self._page.office.desk()

        def work() -> StickWritten:
            from app.services import sticks

            return sticks.write_out(desk, folder)

        self._busy(busy=True)
        self._page.fetch(work, self._on_written, self._on_refused, lane="slow")

    def read_in(self) -> None:
        """Take in what the township wrote."""
        folder = self._chosen()
        if folder is None:
            return
        desk = self._page.office.desk()

        def work() -> StickRead:
            from app.services import sticks

            return sticks.read_in(desk, folder)

        self._busy(busy=True)
        self._page.fetch(work, self._on_read, self._on_refused, lane="slow")

    def _chosen(self) -> Path | None:
        self._page.bar.clear()
        self.folder.clear_refusal()
        if not self.folder.text:
            self.folder.refuse(self.tr("请先选 U 盘上的一个文件夹。"))
            return None
        return Path(self.folder.text)

    def _on_written(self, written: StickWritten) -> None:
        self._busy(busy=False)
        if written.files:
            words = self.tr("已写到 U 盘：{0} 条，附件 {1} 个。请带到乡镇读入。")
            self._page.bar.tell(words.format(written.lines, written.scans), kind="done")
        else:
            self._page.bar.tell(self.tr("乡镇已经都有了，没有要写的。"))
        self.ended.emit()

    def _on_read(self, taken: StickRead) -> None:
        self._busy(busy=False)
        words = self.tr("已读入：乡镇收到 {0} 条，带回 {1} 条。").format(taken.at_township, taken.fed)
        left = "；".join(taken.left_words)
        if left:
            words += self.tr("没有读入的：{0}").format(left)
        words += taken.advice
        self._page.bar.tell(words, kind="warning" if left or taken.advice else "done")
        self.ended.emit()

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy(busy=False)
        if refusal.field == self.folder.field or refusal.code in ("stick", "no-answers"):
            self.folder.refuse(refusal.sentence)
        else:
            self._page.show_refusal(refusal)

    def _busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        self.write_button.setEnabled(not busy)
        self.read_button.setEnabled(not busy)
