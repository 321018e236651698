"""One large tile an agent; arrows move, the chosen one stays marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from app.domain.rows import AgentTile

COLUMNS = 2


class AgentTiles(QWidget):
    """``chosen`` carries the AgentTile."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("代办员"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idToggled.connect(self._on_toggled)
        self._tiles: tuple[AgentTile, ...] = ()

    @property
    def tile(self) -> AgentTile | None:
        """The chosen one."""
        at = self._group.checkedId()
        return self._tiles[at] if 0 <= at < len(self._tiles) else None

    def fill(self, tiles: tuple[AgentTile, ...], chosen_id: str = "") -> None:
        """Show these agents, one of them chosen (the first when ``chosen_id`` is none of them)."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tiles = tiles
        for at, tile in enumerate(tiles):
            made = QPushButton(f"{tile.name}\n{tile.post}" if tile.post else tile.name)
            made.setProperty("tile", True)
            made.setCheckable(True)
            made.setMinimumSize(176, 84)
            made.setAccessibleName(f"{tile.name} {tile.post}".strip())
            self._group.addButton(made, at)
            self._grid.addWidget(made, at // COLUMNS, at % COLUMNS)
        self.choose(chosen_id)

    def choose(self, agent_id: str) -> None:
        """Mark this agent's tile, the first where there is none of theirs."""
        ids = [tile.agent_id for tile in self._tiles]
        if ids:
            self._choose(ids.index(agent_id) if agent_id in ids else 0)

    def go(self, step: int) -> None:
        """Choose the next (1) or the one before (-1), round and round."""
        if self._tiles:
            self._choose((self._group.checkedId() + step) % len(self._tiles))

    def next_after(self, agent_id: str) -> str:
        """The agent whose tile follows, for handing over."""
        ids = [tile.agent_id for tile in self._tiles]
        return ids[(ids.index(agent_id) + 1) % len(ids)] if agent_id in ids else ""

    def _choose(self, at: int) -> None:
        self._group.button(at).setChecked(True)

    def _on_toggled(self, at: int, checked: bool) -> None:
        if checked and 0 <= at < len(self._tiles):
            self.chosen.emit(self._tiles[at])
