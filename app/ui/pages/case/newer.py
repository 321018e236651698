"""What a newer program wrote about a case: said on its page, with the way to the update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.messages import MessageBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.case_surroundings import CaseWhole
    from app.ui.office import Office


class NewerNote(MessageBar):
    """Shown while lines wait that this program sees in part, or may only look at until it is updated."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office

    def show_whole(self, whole: CaseWhole) -> None:
        """Say it of this case, or nothing."""
        self.clear()
        if whole.closed:
            said = self.tr("这件里有更新版本的程序写的内容，本机只能看，不能改。请升级程序，升级后照常办理。")
        else:
            said = self.tr(
                "这件有 {0} 处内容是更新版本的程序写的，本机看不全，不会丢也不会被改；别的照常办理。请升级程序。"
            ).format(whole.unread)
        if whole.unread:
            act, todo = self.tr("看版本和升级办法"), self._office.upgrade_requested.emit
            self.tell(said, kind="warning", action=act, todo=todo)
