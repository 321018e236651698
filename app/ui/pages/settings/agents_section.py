"""Who works here: the list with each one's file, a new agent, one's own PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from app.domain.rows import AgentTile
from app.errors import Refusal
from app.ui.page import Page
from app.ui.pages.settings.agent_list_card import AgentListCard
from app.ui.pages.settings.section import Section
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button

if TYPE_CHECKING:
    from app.services.agent_files import AgentFile

PIN_MOST = 6


class AgentsSection(Section):
    """A new agent sets a PIN at the first sign-in; a PIN is changed only by who knows it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = AgentListCard(page)
        self.list.changed.connect(self.shown)
        self.column.addWidget(self.list)
        self._adding = [
            FieldRow("name", self.tr("姓名"), QLineEdit()),
            FieldRow("post", self.tr("职务"), QLineEdit()),
            FieldRow("phone", self.tr("电话"), QLineEdit()),
        ]
        self.add_button = button(self.tr("添加代办员"), self.add, "first")
        self._fill(self.card(self.tr("添加一位")), self._adding, self.add_button)
        self._pins = [
            FieldRow("old_pin", self.tr("现在的口令"), self._pin_edit()),
            FieldRow("pin", self.tr("新口令"), self._pin_edit()),
            FieldRow("pin_repeat", self.tr("再输一遍"), self._pin_edit()),
        ]
        self.pin_button = button(self.tr("改口令"), self.change_pin)
        self._fill(self.card(self.tr("改我的口令")), self._pins, self.pin_button)
        self.close_up()

    @property
    def names(self) -> tuple[str, ...]:
        return self.list.names

    def shown(self) -> None:
        register = self.office.register

        def work() -> tuple[AgentFile, ...]:
            from app.services import agent_files

            return agent_files.files(register)

        self.page.fetch(work, self.list.fill)

    def left(self) -> None:
        self.list.place.give_up()
        self._forget()

    def _forget(self) -> None:
        """Nothing secret stays typed."""
        for row in self._pins:
            self._empty(row)

    def add(self) -> None:
        """Add the agent that is typed."""
        desk = self.office.desk()
        name, post, phone = (row.text for row in self._adding)

        def work() -> AgentTile:
            from app.services import agents

            return agents.add(desk, name, post, phone)

        self._clear_refusals()
        self.page.fetch(work, self._on_added, self._on_refused)

    def change_pin(self) -> None:
        """Change the PIN of whoever is on duty."""
        self._clear_refusals()
        old_pin, pin, repeat = (row.text for row in self._pins)
        if pin != repeat:
            self._pins[2].refuse(self.tr("两次输入的口令不一样。"))
            return
        desk = self.office.desk()

        def work() -> None:
            from app.services import agents

            agents.set_pin(desk.register, desk.actor.agent_id, pin, old_pin)

        self.page.fetch(work, self._on_pin_changed, self._on_refused)

    def _on_added(self, tile: AgentTile) -> None:
        for row in self._adding:
            self._empty(row)
        self.page.bar.tell(self.tr("已添加 {0}，第一次登录时自己设口令。").format(tile.name), kind="done")
        self.shown()

    def _on_pin_changed(self, _none: None) -> None:
        self._forget()
        self.page.bar.tell(self.tr("口令已改。"), kind="done")

    def _on_refused(self, refusal: Refusal) -> None:
        for row in (*self._adding, *self._pins):
            if row.field == refusal.field:
                row.refuse(refusal.sentence)
                return
        self.page.show_refusal(refusal)

    def _clear_refusals(self) -> None:
        for row in (*self._adding, *self._pins):
            row.clear_refusal()

    def _empty(self, row: FieldRow) -> None:
        if isinstance(row.editor, QLineEdit):
            row.editor.clear()
        row.clear_refusal()

    def _fill(self, layout: QVBoxLayout, rows: list[FieldRow], last: QPushButton) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for row in rows:
            fields.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(fields)
        layout.addWidget(last, 0, Qt.AlignmentFlag.AlignRight)

    def _pin_edit(self) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setMaxLength(PIN_MOST)
        return made
