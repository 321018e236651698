"""Who is it: a few letters of pinyin, characters, the last four of the ID, or a card reader that types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.rows import VillagerRow
from app.ui.widgets.searching_field import SearchingField
from app.ui.widgets.suggestions import Suggestion
from app.ui.widgets.villager_words import open_cases_words, villager_detail

_ID_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")
_NEW = "new"


class VillagerPicker(SearchingField):
    """``chosen`` carries a ``VillagerRow``; ``new_requested`` the text for a person not yet known.

    ``day`` is today, for ages.
    """

    new_requested = Signal(str)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.field.setPlaceholderText(self.tr("姓名、拼音首字母或证件号后四位，也可刷身份证"))
        self.field.setAccessibleName(self.tr("找申请人"))
        self._day = day

    def show_found(self, text: str, rows: Sequence[VillagerRow]) -> None:
        """The answer for ``text``; an answer that was overtaken is not shown."""
        if text != self.text():
            return
        self.found_for = text
        waits, self.enter_waits = self.enter_waits, False
        if not text:
            self.box.hide()
        elif waits and not rows:
            self.take(_NEW)
        elif waits and (len(rows) == 1 or not _ID_NUMBER.fullmatch(text)):
            self.take(rows[0])
        elif self.field.hasFocus():
            self._show_rows(text, rows)

    def take(self, key: object) -> None:
        self.box.hide()
        if isinstance(key, VillagerRow):
            self.chosen.emit(key)
        else:
            self.new_requested.emit(self.text())

    def _show_rows(self, text: str, rows: Sequence[VillagerRow]) -> None:
        suggestions = [
            Suggestion(row.name, villager_detail(row, self._day), row, open_cases_words(row)) for row in rows
        ]
        new_words = self.tr("＋ 新登记“{0}”").format(text)
        suggestions.append(Suggestion(new_words, self.tr("登记簿里没有此人时"), _NEW))
        words = ""
        if len(rows) > 1 and _ID_NUMBER.fullmatch(text):
            words = self.tr("这个号码登记了 {0} 个人，请按户口簿认定是哪一位").format(len(rows))
        elif not rows:
            words = self.tr("没有找到“{0}”，回车登记新群众").format(text)
        self.box.show_rows(suggestions, words)
