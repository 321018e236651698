"""Which poster, of which item: the left side of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.catalogue import ServiceItem
from app.printing.papers import PaperKind
from app.ui.widgets.plain import button, card, label


class Choosing(QWidget):
    """Enter or a double click asks for the preview; arrows choose."""

    preview_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("公示和指南"))
        self.items = QComboBox()
        self.items.setAccessibleName(self.tr("哪个事项"))
        self._about = label(role="muted", wrap=True)
        self.preview_button = button(self.tr("预览、打印"), self.preview_wanted.emit, "first")
        frame, inside = card(self.tr("公示和指南"))
        inside.addWidget(self.list, 1)
        inside.addWidget(self._about)
        inside.addWidget(self.items)
        inside.addWidget(self.preview_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _item: self.preview_wanted.emit())

    @property
    def paper(self) -> str:
        """The chosen poster's name."""
        at = self.list.currentRow()
        return str(self.list.item(at).data(Qt.ItemDataRole.UserRole)) if at >= 0 else ""

    @property
    def item(self) -> str:
        """The code of the chosen item; "" for all, or where the poster is of no item."""
        return str(self.items.currentData() or "") if self.items.isVisibleTo(self) else ""

    def show_all(self, kinds: Sequence[PaperKind], items: Sequence[ServiceItem]) -> None:
        """What can be made; what was chosen stays chosen."""
        paper, item = self.paper, str(self.items.currentData() or "")
        self.list.blockSignals(True)
        self.list.clear()
        for kind in kinds:
            row = QListWidgetItem(kind.title)
            row.setData(Qt.ItemDataRole.UserRole, kind.name)
            row.setData(Qt.ItemDataRole.UserRole + 1, kind)
            self.list.addItem(row)
        self.list.blockSignals(False)
        self.items.clear()
        self.items.addItem(self.tr("全部事项（流程图为总流程，明白卡为空白）"), "")
        for each in items:
            self.items.addItem(f"{each.code} {each.name}", each.code)
        self.items.setCurrentIndex(max(self.items.findData(item), 0))
        names = [kind.name for kind in kinds]
        self.list.setCurrentRow(names.index(paper) if paper in names else 0)

    def _on_row(self, at: int) -> None:
        if at < 0:
            return
        kind: PaperKind = self.list.item(at).data(Qt.ItemDataRole.UserRole + 1)
        self._about.setText(kind.about)
        self.items.setVisible(kind.of == "item")
        self.changed.emit()
