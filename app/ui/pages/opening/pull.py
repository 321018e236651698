"""Shows how far the room's register has come back, and what came when all of it is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui.widgets.centred import centred
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.services.replacing import CameBack

WIDTH_PX = 560


class PullPage(QWidget):
    """``stop_requested``, ``go_on_requested`` and ``begin_requested`` are wishes; whoever pulls acts on them."""

    stop_requested = Signal()
    go_on_requested = Signal()
    begin_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(self.tr("正在取回本室的登记簿"), name="pageTitle", wrap=True)
        self.words = label(self.tr("正在联系乡镇…"), "section", wrap=True)
        self.hint = label(
            self.tr("可以随时停下或关机：取回的都留着，下次接着取。取完以前还不能办理。"), "muted", wrap=True
        )
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.title.text())
        self.stop_button = button(self.tr("先停下"), self.stop_requested.emit)
        self.go_on_button = button(self.tr("接着取"), self.go_on_requested.emit, "first")
        self.begin_button = button(self.tr("知道了，去登录"), self.begin_requested.emit, "first")
        column = centred(self, WIDTH_PX)
        column.addStretch(2)
        for widget in (self.title, self.words, self._bar, self.hint):
            column.addWidget(widget)
        for wish in (self.stop_button, self.go_on_button, self.begin_button):
            column.addWidget(wish, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        self.go_on_button.hide()
        self.begin_button.hide()
        self.setFocusProxy(self.stop_button)

    def show_step(self, n: int, of: int, _words: str) -> None:
        """``n`` of ``of`` lines are here."""
        self._bar.setRange(0, max(of, 1))
        self._bar.setValue(n)
        self.words.setText(self.tr("已取回 {0} / {1} 条").format(f"{n:,}", f"{of:,}"))

    def show_stopped(self, sentence: str) -> None:
        """It stopped, asked to or not: why, and the way on."""
        self.title.setText(self.tr("登记簿还没有取完"))
        self.words.setText(sentence)
        self._bar.hide()
        self._offer(self.go_on_button)

    def show_done(self, found: CameBack) -> None:
        """All of it is here: what, and what cannot be."""
        self.title.setText(self.tr("“{0}”的登记簿已取回").format(found.room))
        said = self.tr("共 {0} 条记录，{1} 件办件。").format(f"{found.lines:,}", f"{found.cases:,}")
        if found.last_case_no:
            newest = self.tr("最后一件是 {0}，{1} 受理。")
            said += newest.format(found.last_case_no, f"{found.last_accepted_on:%Y-%m-%d}")
        self.words.setText(said)
        self.hint.setText(
            self.tr(
                "原来那台电脑没来得及上传的件不在里面：请对照纸质单据，缺的补登。"
                "新收的件从电脑代号 {0} 起编号，和以前的号不会重。每位代办员第一次登录时重新设口令。"
            ).format(found.pc_code)
        )
        self._bar.hide()
        self._offer(self.begin_button)

    def _offer(self, wish: QWidget) -> None:
        for each in (self.stop_button, self.go_on_button, self.begin_button):
            each.setVisible(each is wish)
        self.setFocusProxy(wish)
        wish.setFocus()
