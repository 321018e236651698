"""Which organisation: a part of its name, its contact, its code or telephone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.organisations import OrganisationRow
from app.ui.widgets.searching_field import SearchingField
from app.ui.widgets.suggestions import Suggestion

_NEW = "new"


class OrganisationPicker(SearchingField):
    """``chosen`` carries an ``OrganisationRow``; ``new_requested`` the text for one not yet known."""

    new_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.field.setPlaceholderText(self.tr("单位名称、统一社会信用代码、联系人或电话"))
        self.field.setAccessibleName(self.tr("找单位"))

    def show_found(self, text: str, rows: Sequence[OrganisationRow]) -> None:
        """The answer for ``text``; an answer that was overtaken is not shown."""
        if text != self.text():
            return
        self.found_for = text
        waits, self.enter_waits = self.enter_waits, False
        if not text:
            self.box.hide()
        elif waits:
            self.take(rows[0] if rows else _NEW)
        elif self.field.hasFocus():
            found = [Suggestion(row.name, " · ".join(_detail(row)), row) for row in rows]
            new_words = self.tr("＋ 新登记“{0}”").format(text)
            found.append(Suggestion(new_words, self.tr("登记簿里没有此单位时"), _NEW))
            self.box.show_rows(found)

    def take(self, key: object) -> None:
        self.box.hide()
        if isinstance(key, OrganisationRow):
            self.chosen.emit(key)
        else:
            self.new_requested.emit(self.text())


def _detail(row: OrganisationRow) -> list[str]:
    return [part for part in (row.credit_code, row.contact, row.phone) if part]
