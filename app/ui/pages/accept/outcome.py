"""What acceptance will come to, before it is saved: kind with its reason, promised date, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.pages.accept.duplicates import DuplicatesPanel
from app.ui.widgets.day_words import spoken_day
from app.ui.widgets.plain import badge, button, label
from app.ui.wording import kind_words

if TYPE_CHECKING:
    from app.services.cases import AcceptPreview

UNFINISHED = frozenset({"name-empty", "id-empty", "id-length", "id-old"})
"""Refusals that only say the page is not filled in yet: said when saving, not while somebody types."""


class OutcomePanel(QFrame):
    """``save_requested`` on the button; Ctrl+Enter is the page's own."""

    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("办件类型和承诺日期"))
        self._kind = label(role="number")
        self._reason = label(role="muted", wrap=True)
        self._due_head = label(self.tr("承诺办结"), "small")
        self._due = label(role="section", wrap=True)
        self._provisional = label(self.tr("暂定：当年放假安排还没有公布"), "small", wrap=True)
        self._missing_head = label(role="section")
        self._missing = label(wrap=True)
        self._errors = label(role="error", wrap=True)
        self._notes = badge("", "warn")
        self._notes.setWordWrap(True)
        self.duplicates = DuplicatesPanel(self)
        self.save = button(self.tr("受理  Ctrl+回车"), self.save_requested.emit, "first")
        layout, whole = self._lay_out()
        layout.addWidget(self.duplicates)
        for part in (self._kind, self._reason, self._due_head, self._due, self._provisional):
            layout.addWidget(part)
        layout.addSpacing(8)
        for part in (self._missing_head, self._missing, self._errors, self._notes):
            layout.addWidget(part)
        layout.addStretch(1)
        whole.addWidget(self.save)
        self.show_waiting()

    def _lay_out(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        """The words may grow longer than the page; the button below them always stays in sight."""
        sheet = QWidget()
        words = QVBoxLayout(sheet)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(8)
        whole.addWidget(area, 1)
        return words, whole

    @property
    def words(self) -> str:
        """Kind and date as shown, for screen readers and tests."""
        shown = (self._kind, self._reason, self._due, self._missing)
        return " ".join(part.text() for part in shown if not part.isHidden())

    def show_waiting(self) -> None:
        """Nothing to say yet."""
        for part in (self._kind, self._due_head, self._due, self._provisional, self._missing_head):
            part.hide()
        self._missing.hide()
        self._errors.hide()
        self._notes.hide()
        self.duplicates.show_rows(())
        self._reason.setText(self.tr("选好申请人和事项后，这里给出办件类型、承诺日期和还缺的材料。"))

    def show_refusal(self, refusal: Refusal) -> None:
        """The preview could not be worked out."""
        self.show_waiting()
        self._reason.setText(refusal.sentence)

    def show_preview(self, preview: AcceptPreview) -> None:
        """What would be saved now."""
        if preview.kind is None:
            self.show_waiting()
            return
        self._kind.setText(kind_words(preview.kind))
        self._kind.show()
        self._reason.setText(preview.reason)
        self._due_head.show()
        self._due.show()
        if preview.due_on is not None:
            self._due.setText(spoken_day(preview.due_on))
        else:
            self._due.setText(self.tr("材料补齐之日起算"))
        self._provisional.setVisible(preview.provisional)
        self._show_missing(preview.missing)
        told = [error.sentence for error in preview.errors if error.code not in UNFINISHED]
        self._errors.setText("\n".join(told))
        self._errors.setVisible(bool(told))
        self._notes.setText("\n".join(preview.warnings))
        self._notes.setVisible(bool(preview.warnings))
        self.duplicates.show_rows(preview.duplicates)

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        self._missing_head.setVisible(bool(missing))
        self._missing.setVisible(bool(missing))
        self._missing_head.setText(self.tr("还缺 {0} 样材料，将一次告知").format(len(missing)))
        self._missing.setText("\n".join(f"· {name}" for name in missing))
