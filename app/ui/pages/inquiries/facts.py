"""Everything that is known of one inquiry, under the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.case_events import DECLINE_GROUNDS
from app.domain.inquiries import OUTCOME_WORDS, InquiryRow
from app.ui.widgets.plain import label
from app.ui.wording import domain_words


class InquiryFacts(QFrame):
    """The question whole, and what became of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._topic = label(role="section", wrap=True)
        self._rest = label(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        for words in (self._topic, self._rest):
            words.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(words)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown beside the question."""
        return self._rest.text()

    def show_row(self, row: InquiryRow | None) -> None:
        """This one, or none."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._topic.setText(row.topic)
        kind = self.tr("要办的事") if row.is_request else self.tr("只是问问")
        scope = "" if row.in_scope else self.tr("不属于本室")
        lines = [
            " · ".join(part for part in (row.name, row.phone, kind, scope, row.item_code) if part),
            self.tr("首问责任人：{0}").format(row.first_asked),
            domain_words(OUTCOME_WORDS[row.outcome]) + (f"（{row.answered_on}）" if row.answered_on else ""),
        ]
        more = (
            (self.tr("答复：{0}"), row.answer),
            (self.tr("转介到：{0}"), row.referred_to),
            (self.tr("依据：{0}"), domain_words(DECLINE_GROUNDS.get(row.ground, row.ground))),
            (self.tr("办件：{0}"), row.case_no),
        )
        lines += [words.format(said) for words, said in more if said]
        self._rest.setText("\n".join(lines))
