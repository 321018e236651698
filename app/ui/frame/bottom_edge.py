"""The bottom edge: three plain facts of sync, the printer, the backup."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.clock import CHINA, local_day
from app.ui.frame.printer_fact import PrinterFact
from app.ui.habits import BACKUP_LAST_AT
from app.ui.widgets.plain import button, restyle

if TYPE_CHECKING:
    from app.domain.rows import SyncStatus
    from app.ui.office import Office

BACKUP_OLD_DAYS = 7
CONTACT_OLD_DAYS = 7


class BottomEdge(QFrame):
    """Each fact is a button to the page where something can be done about it."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomEdge")
        self._office = office
        self._sync = button(self.tr("同步：正在读取"), lambda: office.page_requested.emit("sync"))
        self._printer = PrinterFact(office)
        self._backup = button(self.tr("备份：还没有"), lambda: office.page_requested.emit("settings"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self._sync)
        layout.addStretch(1)
        layout.addWidget(self._printer)
        layout.addWidget(self._backup)
        office.sync_changed.connect(self._on_sync_changed)
        office.backup_made.connect(self._on_backup_made)
        office.register_opened.connect(self.reload)

    @property
    def facts(self) -> tuple[QPushButton, ...]:
        """From left to right."""
        return (self._sync, self._printer, self._backup)

    @property
    def sync_words(self) -> str:
        return self._sync.text()

    @property
    def printer(self) -> PrinterFact:
        return self._printer

    def reload(self) -> None:
        """Read again when the last backup was made."""
        register = self._office.register

        def work() -> object:
            from app.services import preferences

            return preferences.get(register, BACKUP_LAST_AT, "")

        self._office.tasks.run(self, work, self._on_read)

    def _on_read(self, backup_at: object) -> None:
        if backup_at:
            self._on_backup_made(datetime.fromisoformat(str(backup_at)))
        else:
            self._warn(self._backup, warn=False)

    def _on_backup_made(self, at: datetime) -> None:
        days = (local_day(self._office.clock.now()) - local_day(at)).days
        self._backup.setText(
            self.tr("备份：今天 {0}").format(at.astimezone(CHINA).strftime("%H:%M"))
            if days <= 0
            else self.tr("备份：{0} 天前").format(days)
        )
        self._warn(self._backup, warn=days >= BACKUP_OLD_DAYS)

    def _on_sync_changed(self, status: SyncStatus) -> None:
        self._sync.setText(self._sync_sentence(status))
        self._warn(self._sync, warn=status.problems > 0 or status.clock_suspect or self._is_long_ago(status))

    def _is_long_ago(self, status: SyncStatus) -> bool:
        """Whether something waits here while nobody has answered for days."""
        if not status.enrolled or not status.only_here or status.last_contact is None:
            return False
        return (local_day(self._office.clock.now()) - local_day(status.last_contact)).days >= CONTACT_OLD_DAYS

    def _sync_sentence(self, status: SyncStatus) -> str:
        room = self._office.room
        if room is not None and room.demo:
            return self.tr("练习 · 都只在本机，不上传")
        if not status.enrolled:
            return self.tr("仅在本机 {0} · 还没有加入乡镇").format(status.only_here)
        contact = self.tr("还没有联系过")
        if status.last_contact is not None:
            at = status.last_contact.astimezone(CHINA)
            same_day = at.date() == local_day(self._office.clock.now())
            contact = at.strftime("%H:%M") if same_day else at.strftime("%m-%d %H:%M")
            contact = self.tr("上次联系 {0}").format(contact)
        facts = self.tr("仅在本机 {0} · 已传到镇 {1} · 镇已入库 {2} · {3}").format(
            status.only_here, status.at_township, status.taken_in, contact
        )
        return facts + self.tr(" · 需处理 {0}").format(status.problems) if status.problems else facts

    def _warn(self, fact: QPushButton, *, warn: bool) -> None:
        fact.setProperty("state", "warn" if warn else "")
        restyle(fact)
