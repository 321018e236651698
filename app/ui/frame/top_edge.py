"""The top edge: which room, whether it is practice, one search box, who is on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.ui import actions, icons
from app.ui.frame.search_box import SearchBox
from app.ui.widgets.plain import PressButton, label
from app.ui.wording import practice_words

if TYPE_CHECKING:
    from app.domain.rows import Actor, RoomRow
    from app.ui.office import Office


class TopEdge(QFrame):
    """The three buttons are wishes; the window fulfils them."""

    switch_requested = Signal()
    blank_requested = Signal()
    lock_requested = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topEdge")
        self._office = office
        self._room = label(name="roomName")
        self._practice = label(practice_words(), name="practiceBanner")
        self._practice.hide()
        self.search = SearchBox(office)
        self.duty = PressButton()
        self.duty.setObjectName("dutyTile")
        self.duty.clicked.connect(lambda _checked=False: self.switch_requested.emit())
        self._blank = self._tool("blank")
        self._blank.clicked.connect(lambda _checked=False: self.blank_requested.emit())
        self._lock = self._tool("lock")
        self._lock.clicked.connect(lambda _checked=False: self.lock_requested.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(self._room)
        layout.addWidget(self._practice)
        layout.addStretch(1)
        layout.addWidget(self.search, 2)
        layout.addStretch(1)
        for widget in (self.duty, self._blank, self._lock):
            layout.addWidget(widget)
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(560)
        office.room_changed.connect(self._on_room_changed)
        office.actor_changed.connect(self._on_actor_changed)
        office.look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        if office.room is not None:
            self._on_room_changed(office.room)
        self._on_actor_changed(office.actor)

    def _tool(self, action_id: str) -> QToolButton:
        made = QToolButton()
        made.setToolTip(f"{actions.words(action_id)} {actions.key_words(action_id)}")
        made.setAccessibleName(actions.words(action_id))
        return made

    def _on_room_changed(self, room: RoomRow) -> None:
        self._room.setText(room.name)
        self._practice.setVisible(room.demo)

    def _on_actor_changed(self, actor: Actor | None) -> None:
        key = actions.key_words("switch-agent")
        if actor is None:
            self.duty.setText("")
            return
        who = f"{actor.name} {actor.post}".strip()
        self.duty.setText(self.tr("{0}  {1} 换人").format(who, key))
        self.duty.setAccessibleName(self.tr("值班：{0}").format(who))
        self.duty.setToolTip(self.tr("换人 {0}").format(key))

    def _on_look_changed(self) -> None:
        look = self._office.look
        size = QSize(round(look.text_pt * 1.6), round(look.text_pt * 1.6))
        for widget, name in ((self.duty, "person"), (self._blank, "blank"), (self._lock, "lock")):
            widget.setIcon(icons.icon(name, look.tokens.text))
            widget.setIconSize(size)
