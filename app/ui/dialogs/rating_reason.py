"""The pages after the faces: why somebody is dissatisfied, and thanks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.cases import RatingLevel
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import button, label
from app.ui.wording import rating_words


class RatingReason(QWidget):
    """``given`` carries the reason, typed or pressed; ``again`` leads back to the faces."""

    given = Signal(str)
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = middle("", "section")
        self.line = CleanField(self.tr("也可以自己写"))
        self.line.setAccessibleName(self.tr("原因"))
        self.line.returnPressed.connect(self._on_line)
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(middle(self.tr("哪里没有做好？请告诉我们"), "number"))
        layout.addWidget(self._chosen)
        layout.addLayout(self._usual())
        own = QHBoxLayout()
        own.addWidget(self.line, 1)
        own.addWidget(button(self.tr("就这样"), self._on_line, "first"))
        own.addWidget(button(self.tr("重新选"), self.again.emit))
        layout.addLayout(own)
        layout.addStretch(2)

    def ask(self, level: RatingLevel) -> None:
        """Say what was chosen and ask why."""
        self._chosen.setText(self.tr("您选的是“{0}”").format(rating_words(level)))
        self.line.setFocus()

    def _usual(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for words in (
            self.tr("时间太长"),
            self.tr("多跑了路"),
            self.tr("态度不好"),
            self.tr("没有说清楚"),
            self.tr("事情没有办成"),
        ):
            way = button(words, partial(self.given.emit, words))
            way.setProperty("tile", True)
            row.addWidget(way, 1)
        return row

    def _on_line(self) -> None:
        self.given.emit(self.line.text())


def thanks_page() -> QWidget:
    """The last page."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addStretch(1)
    layout.addWidget(middle(QCoreApplication.translate("RatingMode", "谢谢您！"), "number"))
    told = QCoreApplication.translate("RatingMode", "您的评价已经记下，请把鼠标交还工作人员。")
    layout.addWidget(middle(told, "section"))
    layout.addStretch(1)
    return page


def middle(words: str, role: str) -> QLabel:
    """A line in the middle of the page."""
    made = label(words)
    made.setProperty("role", role)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
