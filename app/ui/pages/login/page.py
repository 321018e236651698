"""Signing in, taking over and unlocking: choose a tile, type a PIN, Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.pages.login.pin_pad import NumberPad, PinEdit
from app.ui.pages.login.tiles import AgentTiles
from app.ui.widgets.plain import button, card, label, restyle
from app.ui.wording import practice_words

if TYPE_CHECKING:
    from app.domain.rows import Actor, AgentTile
    from app.ui.office import Office


class LoginPage(QWidget):
    """``signed_in`` carries the Actor; ``cancelled`` is Esc, heard only when taking over."""

    signed_in = Signal(object)
    cancelled = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._may_cancel = False
        self._asked = False
        self._pick: Callable[[], str] = str
        self.headline = label(name="pageTitle")
        self._hint = label(role="muted", wrap=True)
        self._practice = label(practice_words(), name="practiceBanner")
        self._practice.hide()
        self.tiles = AgentTiles()
        self._who = label(role="section")
        self._advice = label(role="muted", wrap=True)
        self.pin = PinEdit(self.tr("口令"))
        self.repeat = PinEdit(self.tr("再输一遍口令"))
        self.repeat.setPlaceholderText(self.tr("再输一遍"))
        self.error = label(role="error", wrap=True)
        self._pad = NumberPad()
        self._enter = button(self.tr("进入"), self.submit, "first")
        self._cancel = button(self.tr("返回 Esc"), self._on_cancel, "quiet")
        self._lay_out()
        self.tiles.chosen.connect(self._on_tile_chosen)
        for edit in (self.pin, self.repeat):
            edit.returnPressed.connect(self.submit)
            edit.moved.connect(self.tiles.go)
        self._pad.digit_pressed.connect(self._on_digit_pressed)
        self._pad.erased.connect(self._on_erased)

    def ask_who(self) -> None:
        """Nobody is on duty: everybody may sign in."""
        self._ask(self.tr("请选择您的名字"), lambda: "", may_cancel=False)

    def ask_next(self, agent_id: str) -> None:
        """Someone takes over from ``agent_id``, who may also go on (Esc)."""
        self._ask(self.tr("换人值班"), lambda: self.tiles.next_after(agent_id), may_cancel=True)

    def ask_again(self, agent_id: str) -> None:
        """The screen is locked: ``agent_id`` goes on where they were, or another takes over."""
        self._ask(self.tr("已锁屏"), lambda: agent_id, may_cancel=False)

    def submit(self) -> None:
        """Sign in with what is typed; the first time on this PC the PIN is typed twice and set."""
        tile = self.tiles.tile
        if tile is None or self._asked:
            return
        pin, register, clock = self.pin.text(), self._office.register, self._office.clock
        if not tile.has_pin and not self.repeat.text():
            self.repeat.setFocus()
            return
        if not tile.has_pin and pin != self.repeat.text():
            self._refuse(Refusal(self.tr("两次输入的口令不一样，请重新输入。"), field="pin"))
            return
        self._asked = True

        def work() -> Actor:
            from app.services import agents

            return agents.sign_in(register, tile.agent_id, pin, clock)

        self._office.tasks.run(self, work, self._on_signed_in, self._refuse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._may_cancel:
            self._on_cancel()
        elif event.text().isdigit():  # a digit typed while a tile has the focus is meant for the PIN
            self.pin.setFocus()
            self.pin.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _ask(self, headline: str, pick: Callable[[], str], *, may_cancel: bool) -> None:
        self.headline.setText(headline)
        room = self._office.room
        self._hint.setText(room.name if room else "")
        self._practice.setVisible(room is not None and room.demo)
        self._may_cancel = may_cancel
        self._asked = False
        self._cancel.setVisible(may_cancel)
        self._pick = pick
        self._clear()
        register = self._office.register

        def work() -> tuple[AgentTile, ...]:
            from app.services import agents

            return agents.tiles(register)

        self._office.tasks.run(self, work, self._on_tiles_read, self._refuse)

    def _on_tiles_read(self, tiles: tuple[AgentTile, ...]) -> None:
        self.tiles.fill(tiles)
        self.tiles.choose(self._pick())
        self.pin.setFocus()

    def _on_tile_chosen(self, tile: AgentTile) -> None:
        self._who.setText(tile.name)
        self.repeat.setVisible(not tile.has_pin)
        self._advice.setText(
            self.tr("请输入口令，按回车进入。上下键换人。")
            if tile.has_pin
            else self.tr("第一次在这台电脑登录：请设一个 4 到 6 位数字的口令，输两遍。")
        )
        self._clear()
        self.pin.setFocus()

    def _on_signed_in(self, actor: Actor) -> None:
        self._asked = False
        self._clear()
        self.signed_in.emit(actor)

    def _refuse(self, refusal: Refusal) -> None:
        self._asked = False
        self._clear()
        self.error.setText(refusal.sentence)
        self.error.show()
        self.pin.setProperty("refused", True)
        restyle(self.pin)
        self.pin.setFocus()

    def _clear(self) -> None:
        self.pin.clear()
        self.repeat.clear()
        self.error.hide()
        self.pin.setProperty("refused", False)
        restyle(self.pin)

    def _on_cancel(self) -> None:
        self._clear()
        self.cancelled.emit()

    def _on_digit_pressed(self, digit: str) -> None:
        self._typed_into().insert(digit)

    def _on_erased(self) -> None:
        self._typed_into().backspace()

    def _typed_into(self) -> PinEdit:
        return self.repeat if self.repeat.hasFocus() else self.pin

    def _lay_out(self) -> None:
        frame, form = card()
        frame.setFixedWidth(340)
        form.setSpacing(12)
        for widget in (self._who, self._advice, self.pin, self.repeat, self.error, self._pad):
            form.addWidget(widget)
        form.addWidget(self._enter)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self._names(), 1)
        both.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
        middle = QWidget()
        middle.setMaximumWidth(880)
        inner = QVBoxLayout(middle)
        inner.setSpacing(8)
        inner.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self._cancel)
        inner.addLayout(head)
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(self._hint, 1)
        where.addWidget(self._practice)
        inner.addLayout(where)
        inner.addSpacing(12)
        inner.addLayout(both, 8)
        inner.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.addStretch(1)
        layout.addWidget(middle, 8)
        layout.addStretch(1)

    def _names(self) -> QScrollArea:
        """The tiles, however many."""
        names = QScrollArea()
        names.setWidgetResizable(True)
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.tiles)
        column.addStretch(1)
        names.setWidget(inside)
        return names
