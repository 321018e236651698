"""A list of matches under a text field that is a child frame, never a popup, so Chinese input methods stay alive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.ui.widgets.cell_style import cell_style, tokens_of

ROWS_SHOWN = 8
_SUGGESTION = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One match: what is written large, what stands beside it, and the thing itself."""

    title: str
    detail: str
    key: object
    right: str = ""


class _SuggestionDelegate(QStyledItemDelegate):
    """Title in bold, details muted on the same line, a short fact at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, cell_style(option).metrics.height() + 16)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        suggestion = index.data(_SUGGESTION)
        style = cell_style(option)
        muted = QColor(tokens_of(style.palette).muted)
        painter.save()
        style.fill(painter)
        if style.selected:
            edge = QRect(style.rect.topLeft(), QSize(4, style.rect.height()))
            painter.fillRect(edge, QColor(tokens_of(style.palette).accent))
        rect = style.rect.adjusted(14, 0, -14, 0)
        painter.setFont(style.font)
        painter.setPen(muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, suggestion.right)
        rect.adjust(0, 0, -style.metrics.horizontalAdvance(suggestion.right) - 14, 0)
        bold = QFont(style.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(style.palette.color(QPalette.ColorRole.Text))
        elide = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(suggestion.title, elide, rect.width())
        painter.drawText(rect, _LEFT, title)
        rest = rect.adjusted(painter.fontMetrics().horizontalAdvance(title) + 16, 0, 0, 0)
        painter.setFont(style.font)
        painter.setPen(muted)
        detail = style.metrics.elidedText(suggestion.detail, elide, max(rest.width(), 0))
        painter.drawText(rest, _LEFT, detail)
        painter.restore()


class SuggestionBox(QFrame):
    """Follows one line edit; arrows move, Enter or a click chooses, Esc hides.

    ``chosen`` carries ``Suggestion.key``; ``enter_pressed`` says Enter came while nothing could be chosen.
    """

    chosen = Signal(object)
    enter_pressed = Signal()

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field.parentWidget())
        self._field = field
        self.setObjectName("suggestions")
        self.setProperty("card", True)
        self.setAutoFillBackground(True)
        self._list = QListWidget(self)
        self._list.setStyleSheet("QListView { border: none; }")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_SuggestionDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_list_clicked)
        self._words = QLabel(self)
        self._words.setMargin(8)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(self._words)
        field.installEventFilter(self)
        self.hide()

    def show_rows(self, rows: Sequence[Suggestion], words: str = "") -> None:
        """Show these rows with the first one marked, and ``words`` below them (what was searched)."""
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_SUGGESTION, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.title + " " + row.detail)
            self._list.addItem(item)
        self._list.setCurrentRow(0 if rows else -1)
        self._list.setVisible(bool(rows))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if not rows and not words:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()

    def current(self) -> object | None:
        """The key of the marked row, None while nothing is shown."""
        if not self.isVisible() or self._list.currentRow() < 0:
            return None
        suggestion = self._list.currentItem().data(_SUGGESTION)
        return suggestion.key if isinstance(suggestion, Suggestion) else None

    def count(self) -> int:
        return self._list.count()

    def _place(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        row_px = self._list.sizeHintForRow(0) if self._list.count() else 0
        height = row_px * min(self._list.count(), ROWS_SHOWN) + 6
        width = max(self._field.width(), 420)
        if self._words.isVisibleTo(self):
            height += max(self._words.heightForWidth(width - 2), self._words.sizeHint().height())
        room = window.height() - corner.y() - 8
        self.setGeometry(corner.x(), corner.y(), width, min(height, max(room, row_px * 2 + 4)))

    def _move(self, step: int) -> None:
        count = self._list.count()
        if count:
            self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), count - 1))

    def _on_list_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(_SUGGESTION).key)

    def _choose_current(self) -> None:
        key = self.current()
        if key is None:
            self.enter_pressed.emit()
            return
        self.hide()
        self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_field_key(event)
        if event.type() == QEvent.Type.FocusOut or event.type() == QEvent.Type.Hide:
            self.hide()
        return False

    def _on_field_key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS_SHOWN,
            Qt.Key.Key_PageUp: -ROWS_SHOWN,
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self._choose_current()
            return True
        if not self.isVisible():
            return False
        if key in steps:
            self._move(steps[key])
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False
