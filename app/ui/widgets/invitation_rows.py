"""Two questions for one sheet of paper: a scanned or pasted ``address#code`` fills both fields by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from app.domain.invitations import Invitation, read_invitation
from app.errors import Refusal
from app.ui.widgets.field_row import FieldRow


class InvitationRows(QObject):
    """``url`` and ``code`` are laid out by whoever owns them."""

    def __init__(self, code_hint: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address, self._secret = QLineEdit(), QLineEdit()
        hint = self.tr("如 https://10.8.0.2:8443；也可以扫登记单上的二维码，两项一起填好。")
        self.url = FieldRow("url", self.tr("网址"), self._address, hint)
        self.code = FieldRow("code", self.tr("登记码"), self._secret, code_hint)
        for edit in (self._address, self._secret):
            edit.editingFinished.connect(self._part)

    def read(self) -> Invitation:
        """What the two fields hold; a Refusal names the one it is about."""
        self._part()
        return read_invitation(self.url.text, self.code.text)

    def forget_code(self) -> None:
        """It has been used up."""
        self._secret.clear()

    def _part(self) -> None:
        """Show in each field what belongs there; what cannot be parted stays as it was typed."""
        try:
            found = read_invitation(self._address.text(), self._secret.text())
        except Refusal:
            return
        self._address.setText(found.url)
        self._secret.setText(found.code)
