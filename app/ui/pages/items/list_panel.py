"""The left half of 事项: a field that searches while one types, the categories, and the items found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QStackedLayout, QVBoxLayout, QWidget

from app.domain.catalogue import ServiceItem
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.item_picker import item_days_words
from app.ui.widgets.plain import label
from app.ui.widgets.state_view import StateView
from app.ui.wording import kind_words


class ItemList(QWidget):
    """``search_requested`` after every change of text or category; ``marked`` carries the ``ServiceItem``."""

    search_requested = Signal()
    marked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = CleanField(self.tr("拼音首字母、名称、别名或编码"), self)
        self.field.setAccessibleName(self.tr("找事项"))
        self.field.installEventFilter(self)
        self.category = QComboBox(self)
        self.category.setAccessibleName(self.tr("类别"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("事项"))
        self.list.setTabKeyNavigation(False)
        self.words = StateView(self)
        self.count = label(role="small")
        holder = QWidget(self)
        self._views = QStackedLayout(holder)
        self._views.addWidget(self.list)
        self._views.addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.category)
        layout.addWidget(holder, 1)
        layout.addWidget(self.count)
        self.show_categories(())
        self.field.textEdited.connect(lambda _text: self.search_requested.emit())
        self.category.currentIndexChanged.connect(lambda _index: self.search_requested.emit())
        self.list.currentItemChanged.connect(self._on_current_changed)

    @property
    def text(self) -> str:
        return self.field.text().strip()

    @property
    def chosen_category(self) -> str:
        """The category that the list keeps to; "" for all."""
        return str(self.category.currentData() or "")

    @property
    def item(self) -> ServiceItem | None:
        """The item the mark stands on."""
        if self.list.currentRow() < 0:
            return None
        found = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, ServiceItem) else None

    def show_categories(self, categories: Sequence[str]) -> None:
        """Offer these, the chosen one kept where it is still there."""
        kept = self.chosen_category
        wanted = ["", *categories]
        if wanted == [str(self.category.itemData(n) or "") for n in range(self.category.count())]:
            return
        with QSignalBlocker(self.category):
            self.category.clear()
            for name in wanted:
                self.category.addItem(name or self.tr("全部类别"), name)
            self.category.setCurrentIndex(max(self.category.findData(kept), 0))

    def show_items(self, items: Sequence[ServiceItem], keep: str = "") -> None:
        """The items found; the mark goes to the code ``keep`` or to the first."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for item in items:
                self.list.addItem(self._row(item))
        self.count.setText(self.tr("共 {0} 项").format(len(items)))
        self._views.setCurrentWidget(self.list if items else self.words)
        if not items:
            self._say_why_empty()
            return
        at = next((n for n, item in enumerate(items) if item.code == keep), 0)
        self.list.setCurrentRow(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key not in steps:
            return False
        row = self.list.currentRow() + steps[key]
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)
        return True

    def _row(self, item: ServiceItem) -> QListWidgetItem:
        mark = self.tr("（本村）") if item.own else ""
        facts = f"{item.code} · {item.category} · {kind_words(item.kind)} · {item_days_words(item)}"
        row = QListWidgetItem(f"{item.name}{mark}\n{facts}")
        row.setData(Qt.ItemDataRole.UserRole, item)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.name}{mark} {facts}")
        return row

    def _say_why_empty(self) -> None:
        if self.text or self.chosen_category:
            self.words.nothing_found(self.text or self.chosen_category)
        else:
            self.words.empty(self.tr("还没有事项目录"), self.tr("同步取得乡镇公布的目录，或用“导入”读入一份"))

    def _on_current_changed(self) -> None:
        if self.item is not None:
            self.marked.emit(self.item)
