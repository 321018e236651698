"""What is told to the person at the counter: a bar on the page, a passing note, rarely a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QToolButton, QWidget

from app.ui.widgets.plain import button, label, restyle

Kind = Literal["info", "done", "warning", "danger"]

NOTE_MS = 4500


class MessageBar(QFrame):
    """One sentence over a page, with one thing to do about it; stays until closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._mark = label(name="messageMark")
        self._words = label(name="messageWords", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act = button("", self._on_act, name="messageAct")
        self._shut = QToolButton()
        self._shut.setText("×")
        self._shut.setAccessibleName(self.tr("关闭提示"))
        self._todo: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self._mark)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._shut)
        self._shut.clicked.connect(self.clear)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def tell(
        self, sentence: str, *, kind: Kind = "info", action: str = "", todo: Callable[[], None] | None = None
    ) -> None:
        """Show ``sentence``; with ``action`` a button of that wording calls ``todo``."""
        marks = {
            "info": self.tr("提示"),
            "done": self.tr("已办"),
            "warning": self.tr("注意"),
            "danger": self.tr("未成"),
        }
        self.setProperty("kind", kind)
        self._mark.setText(marks[kind])
        self._words.setText(sentence)
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self._todo = todo
        self.setAccessibleName(f"{marks[kind]} {sentence}")
        restyle(self, self._mark)
        self.show()

    def clear(self) -> None:
        """Take the sentence away."""
        self._todo = None
        self.hide()

    def _on_act(self) -> None:
        todo = self._todo
        self.clear()
        if todo is not None:
            todo()


class PassingNote(QLabel):
    """A sentence that floats at the lower edge of the window for a few seconds and asks for nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("passingNote")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(NOTE_MS)
        self._away.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show ``sentence`` for a few seconds."""
        self.setText(sentence)
        self._place()
        self.show()
        self.raise_()
        self._away.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 64)


def ask(
    parent: QWidget, question: str, detail: str, yes: str, on_yes: Callable[[], None], *, danger: bool = False
) -> None:
    """Open a question that cannot be undone later; returns at once, ``on_yes`` is called when confirmed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
    box.setText(question)
    box.setInformativeText(detail)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(stay)
    accept.clicked.connect(on_yes)
    box.open()


def say(parent: QWidget | None, sentence: str, detail: str = "") -> None:
    """Open a box that only informs: for what must not be missed; returns at once."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(sentence)
    box.setInformativeText(detail)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()
