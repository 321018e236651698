"""设置: a list of subjects, one in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QWidget

from app.ui import actions
from app.ui.page import Page
from app.ui.pages.settings.about_section import AboutSection
from app.ui.pages.settings.agents_section import AgentsSection
from app.ui.pages.settings.backup_section import BackupSection
from app.ui.pages.settings.look_section import LookSection
from app.ui.pages.settings.printers_section import PrintersSection
from app.ui.pages.settings.room_section import RoomSection
from app.ui.pages.settings.section import Section
from app.ui.pages.settings.security_section import SecuritySection

if TYPE_CHECKING:
    from app.ui.office import Office


class SettingsPage(Page):
    """Nothing here has an OK button: what is chosen holds."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-settings"), parent)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("设置的内容"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self.sections: list[Section] = []
        self._add(self.tr("服务室"), RoomSection(self))
        self._add(self.tr("代办员"), AgentsSection(self))
        self._add(self.tr("打印"), PrintersSection(self))
        self._add(self.tr("外观"), LookSection(self))
        self._add(self.tr("备份"), BackupSection(self))
        self._add(self.tr("安全"), SecuritySection(self))
        self._add(self.tr("关于"), AboutSection(self))
        layout = QHBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.list)
        layout.addWidget(self._stack, 1)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._on_row_changed)
        office.look.changed.connect(self._fit)
        self._fit()
        self.setFocusProxy(self.list)

    def open_section(self, at: int) -> None:
        """Bring a subject to the front."""
        self.list.setCurrentRow(at)

    def open(self, wish: object) -> None:
        """``"about"``: which version this is, and how to get a newer one."""
        if wish == "about":
            self.open_section(len(self.sections) - 1)

    def reload(self) -> None:
        self.sections[self._stack.currentIndex()].shown()

    def left(self) -> None:
        for section in self.sections:
            section.left()

    def _add(self, words: str, section: Section) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(section)
        self.list.addItem(words)
        self._stack.addWidget(area)
        self.sections.append(section)

    def _on_row_changed(self, at: int) -> None:
        self.bar.clear()
        self.sections[self._stack.currentIndex()].left()
        self._stack.setCurrentIndex(at)
        self.reload()

    def _fit(self) -> None:
        look = self.office.look
        self.list.setFixedWidth(look.text_pt * 11)
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(QSize(0, look.control_px + 8))
