"""Counter privacy: one key covers the whole window, the same key uncovers it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui import actions
from app.ui.widgets.plain import label


class BlankScreen(QWidget):
    """Covers its window; while it does, keys reach nothing beneath. ``toggled`` says whether it covers."""

    toggled = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("blankScreen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("已遮屏"))
        self._window = window
        self._focus: QWidget | None = None
        words = label(self.tr("屏幕已遮住，按 {0} 或 Esc 继续").format(actions.key_words("blank")), "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        window.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Cover, or uncover and give the focus back to the field that had it."""
        if self.isVisible():
            self.hide()
            if self._focus is not None and isValid(self._focus):
                self._focus.setFocus()
            self.toggled.emit(False)
            return
        self._focus = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self.toggled.emit(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.toggle()
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)
