"""Three numbers in plain words, the last contact, and the button that talks to the township now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.rows import SyncStatus
from app.ui import actions
from app.ui.widgets.plain import button, label


class FactsCard(QFrame):
    """``sync_requested`` when the button is pressed, ``enrol_again_requested`` when a new code was given."""

    sync_requested = Signal()
    enrol_again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("哪些已经到镇里"))
        self._numbers: list[QLabel] = []
        facts = QHBoxLayout()
        facts.setSpacing(48)
        for words, hint in (
            (self.tr("仅在本机"), self.tr("还没有传出去")),
            (self.tr("已传到镇"), self.tr("乡镇收到了")),
            (self.tr("镇已入库"), self.tr("乡镇登记进去了")),
        ):
            facts.addLayout(self._fact(words, hint))
        facts.addStretch(1)
        self._contact = label(role="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("正在同步"))
        self._bar.hide()
        self.button = button(
            self.tr("立即同步 {0}").format(actions.key_words("sync-now")), self.sync_requested.emit, "first"
        )
        self.button.hide()
        self.again = button(self.tr("重新登记…"), self.enrol_again_requested.emit, "quiet")
        self.again.hide()
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._contact, 1)
        foot.addWidget(self.again)
        foot.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(facts)
        layout.addWidget(self._bar)
        layout.addLayout(foot)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(number.text() for number in self._numbers)

    def show_status(self, status: SyncStatus) -> None:
        """Show true marks only: what the register and the township's answers say."""
        counts = (status.only_here, status.at_township, status.taken_in)
        for number, count in zip(self._numbers, counts, strict=True):
            number.setText(str(count))
        self.button.setVisible(status.enrolled)
        self.again.setVisible(status.enrolled)
        self._contact.setText(self._contact_words(status))

    def show_busy(self, *, busy: bool) -> None:
        """Show that an exchange is under way."""
        self._bar.setVisible(busy)
        self.button.setEnabled(not busy)

    def _fact(self, words: str, hint: str) -> QVBoxLayout:
        number = label("—", "number")
        number.setAccessibleName(words)
        self._numbers.append(number)
        layout = QVBoxLayout()
        layout.setSpacing(0)
        layout.addWidget(label(words))
        layout.addWidget(number)
        layout.addWidget(label(hint, "small"))
        return layout

    def _contact_words(self, status: SyncStatus) -> str:
        if not status.enrolled:
            return self.tr("本室还没有加入乡镇，内容都安全地存在这台电脑上。")
        if status.last_contact is None:
            return self.tr("已加入 {0}，还没有联系上过。").format(status.township)
        at = status.last_contact.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        words = self.tr("{0} · 上次联系 {1}").format(status.township, at)
        if status.clock_suspect:
            minutes = round(abs(status.clock_offset_s) / 60)
            words += self.tr(" · 本机时钟与镇里差 {0} 分钟，请校准").format(minutes)
        return words
