"""What changed between two versions, in plain words; before an import the button that puts it into force."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.domain.catalogue_difference import CatalogueDifference
from app.ui.widgets.plain import button, card, label

if TYPE_CHECKING:
    from app.services.catalogues import VersionRow


class ChangesPanel(QWidget):
    """``compare_requested(old id, new id)``; ``import_agreed`` after a file was looked at; ``closed``."""

    compare_requested = Signal(str, str)
    import_agreed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="section", wrap=True)
        self.old, self.new = QComboBox(), QComboBox()
        self.old.setAccessibleName(self.tr("旧版本"))
        self.new.setAccessibleName(self.tr("新版本"))
        self.words = QTextBrowser()
        self.words.setAccessibleName(self.tr("变化"))
        self.words.setTabChangesFocus(True)
        self.agree = button(self.tr("启用这份目录"), self.import_agreed.emit, "first")
        self.shut = button(self.tr("返回"), self.closed.emit)
        self._choices = QWidget()
        line = QHBoxLayout(self._choices)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.old, 1)
        line.addWidget(label("→"))
        line.addWidget(self.new, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.agree)
        foot.addWidget(self.shut)
        foot.addStretch(1)
        frame, layout = card()
        layout.addWidget(self._title)
        layout.addWidget(self._choices)
        layout.addWidget(self.words, 1)
        layout.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(lambda _index: self._ask())

    def offer_versions(self, versions: Sequence[VersionRow]) -> None:
        """Let two versions be chosen; at first the one in force against the one before it."""
        self._title.setText(self.tr("比较两个版本"))
        self._choices.show()
        self.agree.hide()
        with QSignalBlocker(self.old), QSignalBlocker(self.new):
            for box in (self.old, self.new):
                box.clear()
                for row in versions:
                    now = self.tr("（现行）") if row.in_force else ""
                    box.addItem(f"{row.version} · {row.published_on:%Y-%m-%d}{now}", row.catalogue_id)
            at = next((n for n, row in enumerate(versions) if row.in_force), 0)
            self.new.setCurrentIndex(at)
            self.old.setCurrentIndex(min(at + 1, len(versions) - 1))
        self._ask()
        self.old.setFocus()

    def show_import(self, name: str, version: str, told: CatalogueDifference) -> None:
        """What a file would change, to be agreed to."""
        self._title.setText(self.tr("导入“{0}”，版本 {1}：与现行目录相比").format(name, version))
        self._choices.hide()
        self.agree.show()
        self.show_difference(told)
        self.agree.setFocus()

    def show_difference(self, told: CatalogueDifference) -> None:
        """The sentences, one a line."""
        lines = told.sentences or (self.tr("两份目录一样，没有变化。"),)
        self.words.setHtml("".join(f"<p style='margin:4px 0'>{escape(line)}</p>" for line in lines))

    def _ask(self) -> None:
        if self.old.count():
            self.compare_requested.emit(str(self.old.currentData()), str(self.new.currentData()))
