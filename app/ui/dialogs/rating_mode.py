"""评价模式: five large faces on the whole screen, handed to the villager; the agent's keys do nothing meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.domain.case_events import LOW_RATINGS
from app.domain.cases import RatingLevel
from app.errors import Refusal
from app.ui.dialogs.rating_reason import RatingReason, middle, thanks_page
from app.ui.widgets.faces import FaceButton
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.domain.rows import CaseChanged
    from app.ui.office import Office

THANKS_MS = 4000
LEVELS = tuple(RatingLevel)
PIN_MOST = 6


class RatingMode(QDialog):
    """``rated`` carries the CaseChanged. It ends after the thanks, or by the PIN of whoever is on duty."""

    rated = Signal(object)

    def __init__(self, office: Office, case_no: str, item: str, by: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(self.tr("请您评价"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._office = office
        self._case_no = case_no
        self._by = by
        self._level: RatingLevel | None = None
        self._may_close = False
        self.sentence = label(role="error", wrap=True)
        self.faces = [FaceButton(level, at) for at, level in enumerate(LEVELS, 1)]
        self.reason = RatingReason()
        self.pin = FieldRow("pin", self.tr("工作人员口令"), QLineEdit())
        self._stack = QStackedWidget()
        self._lay_out(item)
        self._thanks = QTimer(self)
        self._thanks.setSingleShot(True)
        self._thanks.setInterval(THANKS_MS)
        self._thanks.timeout.connect(self._leave)
        office.covered.connect(self._on_covered)

    @classmethod
    def open_for(cls, office: Office, case_no: str, item: str, by: str, window: QWidget) -> RatingMode:
        """Cover the whole screen; returns at once. ``item`` stands on it in neutral words."""
        made = cls(office, case_no, item, by, window)
        made.setGeometry(window.screen().geometry())
        made.showFullScreen()
        made.setFocus()  # no face is marked beforehand: nobody answers for the villager
        return made

    @property
    def on_thanks(self) -> bool:
        return self._stack.currentIndex() == 2

    def choose(self, level: RatingLevel) -> None:
        """The villager pressed a face; the last two are asked why."""
        self._level = level
        self.sentence.setText("")
        if level in LOW_RATINGS:
            self._stack.setCurrentIndex(1)
            self.reason.ask(level)
        else:
            self._record("")

    def give_reason(self, reason: str) -> None:
        """The villager said why."""
        if not reason.strip():
            self.sentence.setText(self.tr("请选一个原因，或写几个字，我们好改进。"))
            self.reason.setFocus()
            return
        self._record(reason.strip())

    def ask_pin(self) -> None:
        """Back to the counter without a rating: only who knows the PIN."""
        self._stack.setCurrentIndex(3)
        self.pin.clear_refusal()
        self.pin.editor.setFocus()

    def prove_pin(self) -> None:
        office, pin = self._office, self.pin.text
        desk = office.desk()

        def work() -> None:
            from app.services import pins

            pins.prove(desk.register, desk.actor.agent_id, pin, desk.clock)

        self._pin_edit.clear()
        office.tasks.run(
            self, work, lambda _none: self._leave(), lambda refusal: self.pin.refuse(refusal.sentence)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 press a face; every other key of the counter, Esc too, does nothing here."""
        typed = "" if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else event.text()
        if self._stack.isEnabled() and self._stack.currentIndex() == 0 and typed in ("1", "2", "3", "4", "5"):
            self.choose(LEVELS[int(typed) - 1])
        elif self.on_thanks and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._leave()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            event.ignore()
            self.ask_pin()
            return
        super().closeEvent(event)

    def _record(self, reason: str) -> None:
        desk, case_no, level, by = self._office.desk(), self._case_no, self._level, self._by
        self._stack.setEnabled(False)

        def work() -> CaseChanged:
            from app.services import cases

            said = {"level": str(level), "by": by, "way": "faces"}
            return cases.record(desk, case_no, "rated", reason=reason, data=said)

        self._office.tasks.run(self, work, self._on_recorded, self._on_refused)

    def _on_recorded(self, changed: CaseChanged) -> None:
        self._stack.setEnabled(True)
        self.rated.emit(changed)
        self._stack.setCurrentIndex(2)
        self.setFocus()
        self._thanks.start()

    def _on_refused(self, refusal: Refusal) -> None:
        self._stack.setEnabled(True)
        self.sentence.setText(refusal.sentence)

    def _on_covered(self, covered: bool) -> None:
        """The screen locked meanwhile: the villager has gone, and the login page is what stays."""
        if covered:
            self._leave()

    def _leave(self) -> None:
        self._thanks.stop()
        self._may_close = True
        self.close()

    def _lay_out(self, item: str) -> None:
        self.reason.given.connect(self.give_reason)
        self.reason.again.connect(self._choose_again)
        for page in (self._faces_page(item), self.reason, thanks_page(), self._pin_page()):
            self._stack.addWidget(page)
        back = button(self.tr("工作人员返回"), self.ask_pin, "quiet")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.addWidget(self.sentence, 1)
        foot.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 32, 48, 24)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def _faces_page(self, item: str) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        layout.addWidget(middle(self.tr("您对这次代办满意吗？"), "number"))
        layout.addWidget(middle(item, "section"))
        layout.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(16)
        for face in self.faces:
            face.clicked.connect(partial(self.choose, face.level))
            row.addWidget(face, 1)
        layout.addLayout(row, 6)
        layout.addWidget(middle(self.tr("请您自己点一个，或按数字键 1 到 5"), "muted"))
        layout.addStretch(1)
        return page

    def _choose_again(self) -> None:
        self._stack.setCurrentIndex(0)
        self.setFocus()

    def _pin_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        self._pin_edit = self.pin.editor if isinstance(self.pin.editor, QLineEdit) else QLineEdit()
        self._pin_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin_edit.setMaxLength(PIN_MOST)
        self._pin_edit.returnPressed.connect(self.prove_pin)
        self.pin.setMaximumWidth(360)
        ways = QHBoxLayout()
        ways.addStretch(1)
        ways.addWidget(button(self.tr("返回柜台"), self.prove_pin, "first"))
        ways.addWidget(button(self.tr("继续评价"), self._choose_again))
        ways.addStretch(1)
        layout.addStretch(1)
        layout.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(ways)
        layout.addStretch(2)
        return page
