"""The signs beside a case's number: its state, its light, whether it is urgent; and a step in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.cases import Light
from app.ui.widgets.light_badge import LightBadge
from app.ui.widgets.plain import badge
from app.ui.wording import event_words, state_words

if TYPE_CHECKING:
    from app.domain.rows import CaseChanged
    from app.services.case_surroundings import CaseWhole


class CaseSigns(QWidget):
    """Words, shape and colour together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = badge("", "accent")
        self.light = LightBadge()
        self.urgent = badge("", "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.state, self.light, self.urgent):
            row.addWidget(widget)

    def show_whole(self, whole: CaseWhole) -> None:
        """Show the signs of this case."""
        light = whole.case.row.light
        self.state.setText(state_words(whole.case.row.state))
        self.light.show_light(light)
        self.light.setVisible(light is not Light.NONE)
        self.urgent.setText(whole.facts.urgency.split("：")[0].split("，")[0])
        self.urgent.setVisible(bool(whole.facts.urgency))


def told_of(fact: CaseChanged) -> str:
    """What was recorded, what is left to do and what is to be minded, in one sentence after the other."""
    words = QCoreApplication.translate("CasePage", "已记下“{0}”，现在是“{1}”")
    said = words.format(event_words(fact.event), state_words(fact.state))
    if fact.todo:
        said = QCoreApplication.translate("CasePage", "{0}。接着：{1}").format(said, fact.todo)
    return "。".join((said, *(one.rstrip("。") for one in fact.warnings)))
