"""How soon the screen locks, the recovery sheet, and the keys of the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSpinBox

from app.ui import actions
from app.ui.habits import LOCK_MINUTES, LOCK_MINUTES_MOST, LOCK_MINUTES_USUAL
from app.ui.page import Page
from app.ui.pages.settings.recovery_card import RecoveryCard
from app.ui.pages.settings.section import Section
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import label


class SecuritySection(Section):
    """The minutes are kept at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, LOCK_MINUTES_MOST)
        self.minutes.setSuffix(self.tr(" 分钟"))
        self.minutes.setValue(LOCK_MINUTES_USUAL)
        self.minutes.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        inside = self.card(self.tr("锁屏"))
        inside.addWidget(
            FieldRow(
                LOCK_MINUTES,
                self.tr("没有人动键盘鼠标，过多久锁屏"),
                self.minutes,
                self.tr("解锁后回到原来的那一格，填了一半的内容都在"),
            )
        )
        inside.addWidget(
            label(
                self.tr("{0} 立即锁屏，{1} 遮住屏幕（再按一次恢复）。").format(
                    actions.key_words("lock"), actions.key_words("blank")
                ),
                "muted",
                wrap=True,
            )
        )
        self.recovery = RecoveryCard(page)
        self.recovery.made.connect(self.shown)
        self.column.addWidget(self.recovery)
        self.card(self.tr("快捷键")).addLayout(_key_list())
        self.close_up()
        self.minutes.editingFinished.connect(self._on_minutes_set)

    def shown(self) -> None:
        register = self.office.register

        def work() -> tuple[object, bool]:
            from app.services import preferences, recovery_sheets

            minutes = preferences.get(register, LOCK_MINUTES, LOCK_MINUTES_USUAL)
            return minutes, recovery_sheets.has_one(register)

        self.page.fetch(work, self._on_read)

    def _on_read(self, answer: tuple[object, bool]) -> None:
        minutes, has_sheet = answer
        if isinstance(minutes, int):
            self.minutes.setValue(minutes)
        self.recovery.tell_state(has_sheet)

    def _on_minutes_set(self) -> None:
        self.office.prefer(LOCK_MINUTES, self.minutes.value())


def _key_list() -> QGridLayout:
    """Every key and what it does, in two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    half = (len(actions.ACTIONS) + 1) // 2
    for at, each in enumerate(actions.ACTIONS):
        row, column = at % half, at // half * 2
        grid.addWidget(label(actions.key_words(each.action_id), "muted"), row, column)
        grid.addWidget(label(actions.words(each.action_id)), row, column + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid
