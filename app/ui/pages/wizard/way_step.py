"""First question: with the township's code, alone, in a dead computer's place, or to practise."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.ui.pages.wizard.step import Step
from app.ui.widgets.plain import card, label


class Way(StrEnum):
    ENROL = "enrol"
    ALONE = "alone"
    REPLACE = "replace"
    DEMO = "demo"


class WayStep(Step):
    """``way`` is what was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.headline = self.tr("这台电脑怎么用？")
        choices = {
            Way.ENROL: (
                self.tr("加入乡镇"),
                self.tr("乡镇给了网址和登记码。没有网络时照常办理，有网络时自动上传。"),
            ),
            Way.ALONE: (self.tr("先单独使用"), self.tr("现在就开始登记，以后随时可以加入乡镇。")),
            Way.REPLACE: (
                self.tr("这台电脑替换原来的电脑"),
                self.tr("原来的坏了或丢了：凭乡镇新开的登记码，把本室的登记簿整本取回来。"),
            ),
            Way.DEMO: (
                self.tr("练习室"),
                self.tr("里面是编造的群众和办件，随便试，不会上传。"),
            ),
        }
        self._group = QButtonGroup(self)
        self._buttons: dict[Way, QRadioButton] = {}
        for way, (words, hint) in choices.items():
            frame, layout = card()
            choice = QRadioButton(words)
            choice.setAccessibleDescription(hint)
            layout.setSpacing(0)
            layout.addWidget(choice)
            layout.addWidget(label(hint, "muted", wrap=True))
            self._group.addButton(choice)
            self._buttons[way] = choice
            self.column.addWidget(frame)
        self._buttons[Way.ALONE].setChecked(True)
        self.close_up()

    @property
    def way(self) -> Way:
        return next(way for way, choice in self._buttons.items() if choice.isChecked())

    def choose(self, way: Way) -> None:
        """Mark one of them."""
        self._buttons[way].setChecked(True)

    def begin(self) -> None:
        self._buttons[self.way].setFocus()
