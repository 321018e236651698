"""What is asked for: by pinyin initials, a word or a code, the most used first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.domain.catalogue import ServiceItem
from app.ui.widgets.searching_field import SearchingField
from app.ui.widgets.suggestions import Suggestion
from app.ui.wording import kind_words


class ItemPicker(SearchingField):
    """Searches also with "" when it is entered empty; ``chosen`` carries a ``ServiceItem``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.field.setPlaceholderText(self.tr("事项的拼音首字母、名称或编码"))
        self.field.setAccessibleName(self.tr("找事项"))
        self.field.installEventFilter(self)

    def show_found(self, text: str, items: Sequence[ServiceItem]) -> None:
        """The answer for ``text``; an answer that was overtaken is not shown."""
        if text != self.text():
            return
        self.found_for = text
        waits, self.enter_waits = self.enter_waits, False
        if waits and items:
            self.box.hide()
            self.take(items[0])
            return
        if not self.field.hasFocus():
            return
        words = "" if items else self.tr("目录里没有“{0}”。目录外的合理诉求请选“其他”类事项").format(text)
        if items and not text:
            words = self.tr("常办的在前；可打拼音首字母")
        self.box.show_rows([_suggestion(item) for item in items], words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.text():
            self.search_requested.emit("")
        return False


def item_days_words(item: ServiceItem) -> str:
    """当日办结, or how many working days are promised."""
    if item.days == 0:
        return QCoreApplication.translate("ItemPicker", "当日办结")
    return QCoreApplication.translate("ItemPicker", "{0} 个工作日").format(item.days)


def _suggestion(item: ServiceItem) -> Suggestion:
    right = f"{kind_words(item.kind)} · {item_days_words(item)}"
    return Suggestion(item.name, f"{item.code} · {item.category}", item, right)
