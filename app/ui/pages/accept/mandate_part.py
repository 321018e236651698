"""代办委托 at the counter: the valid ones offered, a new one given in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.mandates import SIGNED_WORDS, MandateDraft, MandateRow, SignedHow
from app.ui.widgets.answer_grid import AnswerGrid, day_of
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.plain import button, label
from app.ui.wording import domain_words


class MandatePart(QWidget):
    """``chosen`` carries a ``MandateRow`` or None; ``give_requested`` a ``MandateDraft`` without its principal."""

    chosen = Signal(object)
    form_requested = Signal()
    give_requested = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._rows: tuple[MandateRow, ...] = ()
        self.box = QComboBox(self)
        self.box.setAccessibleName(self.tr("代办委托"))
        self.give = button(self.tr("登记委托"), self.form_requested.emit)
        self.form = self._make_form()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(self.tr("代办委托")))
        line.addWidget(self.box, 1)
        line.addWidget(self.give)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.form)
        self.form.hide()
        self.box.currentIndexChanged.connect(self._on_chosen)
        self.show_rows(())

    def _make_form(self) -> QFrame:
        signed = {how.value: domain_words(words) for how, words in SIGNED_WORDS.items()}
        asked = (
            AskField("representative", self.tr("受托人（代申请人）"), "text", True),
            AskField("relation", self.tr("与申请人关系")),
            AskField("id_number", self.tr("受托人身份证号")),
            AskField("phone", self.tr("受托人电话")),
            AskField("powers", self.tr("委托事项")),
            AskField("to_on", self.tr("到哪天为止"), "date"),
            AskField("signed_how", self.tr("怎样签署"), "choice", True, signed),
            AskField("witness", self.tr("见证人")),
        )
        frame = QFrame(self)
        frame.setObjectName("messageBar")
        hints = {"powers": self.tr("如：代交材料、代领结果"), "witness": self.tr("按指印时必填")}
        self.grid = AnswerGrid(asked, self._day, columns=4, hints=hints, parent=frame)
        save = button(self.tr("保存委托"), self._on_save)
        self.grid.done.connect(save.setFocus)
        ways = QHBoxLayout()
        ways.addWidget(save)
        ways.addWidget(button(self.tr("不了  Esc"), self.close_form))
        ways.addStretch(1)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 8, 12, 10)
        inside.addWidget(self.grid)
        inside.addLayout(ways)
        return frame

    @property
    def mandate_id(self) -> str:
        """The chosen mandate, or "" where the representative's name decides."""
        return str(self.box.currentData() or "")

    def show_rows(self, rows: Sequence[MandateRow], mandate_id: str = "") -> None:
        """The mandates that hold today."""
        self._rows = tuple(rows)
        self.box.blockSignals(True)
        self.box.clear()
        none = self.tr("按代申请人姓名找") if rows else self.tr("没有登记有效的委托")
        self.box.addItem(none, "")
        for row in rows:
            until = f"{row.to_on:%Y-%m-%d}" if row.to_on else self.tr("撤销时")
            who = f"{row.representative}（{row.relation}）" if row.relation else row.representative
            self.box.addItem(self.tr("{0}，至 {1}").format(who, until), row.mandate_id)
        self.box.setCurrentIndex(max(self.box.findData(mandate_id), 0))
        self.box.blockSignals(False)

    def choose(self, mandate_id: str) -> None:
        """Choose one of those shown, or none."""
        self.box.setCurrentIndex(max(self.box.findData(mandate_id), 0))

    def begin_form(self, representative: str, relation: str) -> None:
        """A new mandate, begun with what the page already says of the representative."""
        usual = {"representative": representative, "relation": relation}
        self.grid.fill(usual | {"signed_how": SignedHow.SIGNATURE.value})
        self.form.show()
        self.grid.begin()

    def close_form(self) -> None:
        """The form goes away."""
        self.form.hide()
        self.give.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.form.isHidden():
            self.close_form()
            return
        super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        wanted = self.mandate_id
        self.chosen.emit(next((row for row in self._rows if row.mandate_id == wanted), None))

    def _on_save(self) -> None:
        self.grid.clear_sentences()
        answers = self.grid.answers()
        draft = MandateDraft(
            representative=answers["representative"],
            from_on=self._day,
            to_on=day_of(answers["to_on"]),
            id_number=answers["id_number"],
            phone=answers["phone"],
            relation=answers["relation"],
            powers=answers["powers"],
            signed_how=SignedHow(answers["signed_how"] or SignedHow.SIGNATURE),
            witness=answers["witness"],
        )
        self.give_requested.emit(draft)
