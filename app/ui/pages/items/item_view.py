"""One item's whole page: every heading of the catalogue, to be read by eye, keyboard and screen reader."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.domain.catalogue import SAMPLE_NOTICE, ServiceItem
from app.domain.catalogue_words import Lines, item_lines
from app.ui.widgets.plain import button, card, label

ONE_LINE = 1


class ItemView(QWidget):
    """``guide_requested`` carries the item's code; edit and end are offered for the village's own items."""

    guide_requested = Signal(str)
    edit_requested = Signal(object)
    end_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item: ServiceItem | None = None
        self._name = label(role="section", wrap=True)
        self._facts = label(role="muted", wrap=True)
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setTabChangesFocus(True)
        self.guide = button(self.tr("打印办事指南"), self._on_guide)
        self.edit = button(self.tr("修改"), lambda: self.edit_requested.emit(self.item))
        self.end = button(self.tr("停办"), lambda: self.end_requested.emit(self.item), "danger")
        frame, layout = card()
        layout.addWidget(self._name)
        layout.addWidget(self._facts)
        buttons = QHBoxLayout()
        for one in (self.guide, self.edit, self.end):
            buttons.addWidget(one)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addWidget(self.words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        for hidden in (self.edit, self.end):
            hidden.hide()

    def show_item(self, item: ServiceItem, version: str, *, sample: bool) -> None:
        """Everything the catalogue says of it, and which version says so."""
        self.item = item
        self._name.setText(f"{item.code}　{item.name}")
        source = self.tr("本村（社区）自己的事项") if item.own else self.tr("目录 {0}").format(version)
        facts = [item.category, source, SAMPLE_NOTICE if sample and not item.own else ""]
        self._facts.setText(" · ".join(part for part in facts if part))
        self.words.setHtml("".join(_paragraph(one) for one in item_lines(item)))
        self.words.setAccessibleName(self.tr("{0}的全部内容").format(item.name))
        self.edit.setVisible(item.own)
        self.end.setVisible(item.own)

    def _on_guide(self) -> None:
        if self.item is not None:
            self.guide_requested.emit(self.item.code)


def _paragraph(lines: Lines) -> str:
    words, said = lines
    head = f"<p style='margin:6px 0 0 0'><b>{escape(words)}</b>"
    if len(said) == ONE_LINE:
        return f"{head}　{escape(said[0])}</p>"
    listed = "".join(f"<li>{escape(one)}</li>" for one in said)
    return f"{head}</p><ol style='margin:0'>{listed}</ol>"
