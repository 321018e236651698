"""The foot of importing: what may be done next, and how far it is while it runs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.ui.widgets.plain import button


class ImportWays(QWidget):
    """Checking comes before importing: ``take_in`` can be pressed only after ``offer``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = button(self.tr("返回名单"))
        self.past = button(self.tr("以前的导入"))
        self.look = button(self.tr("文件和各列"))
        self.look.hide()
        self.check = button(self.tr("核对"), rank="first")
        self.take_in = button(self.tr("导入"), rank="first")
        self.stop = button(self.tr("停下"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("导入的进度"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(self.past)
        layout.addWidget(self.look)
        layout.addWidget(self.progress, 1)
        layout.addStretch(0)
        for each in (self.stop, self.check, self.take_in):
            layout.addWidget(each)

    def show_progress(self, step: int, steps: int, words: str) -> None:
        """How far the work is."""
        self.progress.setRange(0, max(steps, 1))
        self.progress.setValue(step)
        self.progress.setFormat(f"{words} %p%")

    def busy(self) -> None:
        """Work runs: only stopping is left."""
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop.show()
        for each in (self.check, self.take_in, self.past, self.back, self.look):
            each.setEnabled(False)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self, *, ready: bool) -> None:
        """Nothing runs; ``ready``: there is something to check."""
        self.progress.hide()
        self.stop.hide()
        for each in (self.past, self.back, self.look):
            each.setEnabled(True)
        self.check.setEnabled(ready)
        self.take_in.setEnabled(False)

    def offer(self, anything: bool) -> None:
        """It was checked: the hand goes to importing where there is anything new."""
        self.take_in.setEnabled(anything)
        if anything:
            self.take_in.setFocus(Qt.FocusReason.OtherFocusReason)
