"""Step four of acceptance: how it was asked, for whom it is said, and what else is to be remembered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from app.domain.cases import ServiceMode
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.told_field import ToldField
from app.ui.wording import mode_words


class MoreCard(QFrame):
    """Everything here has a usual value: an ordinary case never comes by."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.mode_box = QComboBox(self)
        for mode in ServiceMode:
            self.mode_box.addItem(mode_words(mode), mode.value)
        self.note_line = CleanField(parent=self)
        self.representative_line = CleanField(self.tr("本人来办则留空"), self)
        self.relation_line = CleanField(self.tr("如：儿子"), self)
        self.mode = ToldField(self.tr("4  办理方式"), self.mode_box)
        self.note = ToldField(self.tr("备注"), self.note_line)
        self.representative = ToldField(self.tr("代申请人"), self.representative_line)
        self.relation = ToldField(self.tr("与申请人关系"), self.relation_line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 10)
        layout.setSpacing(12)
        parts = ((self.mode, 2), (self.note, 5), (self.representative, 3), (self.relation, 2))
        for told, stretch in parts:
            layout.addWidget(told, stretch)
        self.mode_box.currentIndexChanged.connect(self.changed)
        for told in (self.note, self.representative, self.relation):
            line = told.editor
            assert isinstance(line, CleanField)
            line.textChanged.connect(self.changed)
            line.cleaned.connect(lambda words, told=told: told.tell(words, "muted"))

    def chosen_mode(self) -> ServiceMode:
        return ServiceMode(str(self.mode_box.currentData()))

    def choose_mode(self, mode: ServiceMode) -> None:
        self.mode_box.setCurrentIndex(self.mode_box.findData(mode.value))

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal's sentence beside its field; False when the field is not one of these."""
        told = {
            "mode": self.mode,
            "note": self.note,
            "representative": self.representative,
            "representative_relation": self.relation,
        }.get(field)
        if told is None:
            return False
        told.tell(sentence)
        told.setFocus()
        return True

    def clear(self) -> None:
        self.choose_mode(ServiceMode.COUNTER)
        for told in (self.note, self.representative, self.relation):
            assert isinstance(told.editor, CleanField)
            told.editor.clear()
            told.tell("")
