"""The wizard: step after step, forward and back, until the room can be set up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from app.errors import Refusal
from app.ui.messages import MessageBar
from app.ui.pages.wizard.agent_step import AgentStep
from app.ui.pages.wizard.code_step import CodeStep
from app.ui.pages.wizard.passphrase_step import PassphraseStep
from app.ui.pages.wizard.recovery_step import RecoveryStep, Sheet
from app.ui.pages.wizard.replace_step import ReplaceStep
from app.ui.pages.wizard.room_step import RoomStep
from app.ui.pages.wizard.step import Step
from app.ui.pages.wizard.way_step import Way, WayStep
from app.ui.widgets.centred import centred
from app.ui.widgets.plain import button, label


@dataclass(frozen=True, slots=True)
class Plan:
    """What was answered; ``passphrase`` None: the computer's credential store is to be used."""

    way: Way
    answers: dict[str, str]
    sample_catalogue: bool
    passphrase: str | None
    sheet: Sheet = Sheet.LATER
    sheet_folder: str = ""


class WizardPage(QWidget):
    """``planned`` carries a Plan; whoever acts on it answers with ``refuse`` or takes the page away."""

    planned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way_step = WayStep()
        self.code_step = CodeStep()
        self.replace_step = ReplaceStep()
        self.room_step = RoomStep()
        self.agent_step = AgentStep()
        self.passphrase_step = PassphraseStep()
        self.recovery_step = RecoveryStep()
        self._needs_passphrase = False
        self._title = label(name="pageTitle")
        self._count = label(role="muted")
        self.bar = MessageBar()
        self._stack = QStackedWidget()
        self.back_button = button(self.tr("上一步"), self.back)
        self.next_button = button(self.tr("下一步"), self.forward, "first")
        self._lay_out()
        self._show(self.way_step)

    @property
    def step(self) -> Step:
        return self._steps()[self._at()]

    def forward(self) -> None:
        """To the next step, or hand over the plan after the last."""
        if not self.next_button.isEnabled():
            return
        for row in self.step.rows:
            row.clear_refusal()
        problem = self.step.problem()
        if problem is not None:
            self._refuse_here(problem)
            return
        steps = self._steps()
        if self.step is steps[-1]:
            self._busy(True)
            self.planned.emit(self._plan())
        else:
            self._show(steps[self._at() + 1])

    def back(self) -> None:
        """To the step before; what was typed stays."""
        self._show(self._steps()[max(0, self._at() - 1)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The hand goes to the question in front."""
        super().focusInEvent(event)
        self.step.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any answer goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.forward()
            return
        super().keyPressEvent(event)

    def refuse(self, refusal: Refusal) -> None:
        """Setting up did not work: go to the question concerned and say why beside it."""
        self._busy(False)
        if refusal.code == "passphrase-needed":
            self._needs_passphrase = True
            self._show(self.passphrase_step)
            return
        for step in self._steps():
            if step.row(refusal.field) is not None:
                self._show(step)
        self._refuse_here(refusal)

    def _refuse_here(self, refusal: Refusal) -> None:
        row = self.step.row(refusal.field)
        if row is not None:
            row.refuse(refusal.sentence)
        else:
            self.bar.tell(refusal.sentence, kind="danger")

    def _steps(self) -> list[Step]:
        way = self.way_step.way
        after: dict[Way, list[Step]] = {
            Way.ENROL: [self.room_step, self.agent_step, self.code_step, self.recovery_step],
            Way.ALONE: [self.room_step, self.agent_step, self.recovery_step],
            Way.REPLACE: [self.replace_step],
            Way.DEMO: [],
        }
        steps: list[Step] = [self.way_step, *after[way]]
        if self._needs_passphrase:
            steps.append(self.passphrase_step)
        return steps

    def _at(self) -> int:
        current = self._stack.currentWidget()
        for at, step in enumerate(self._steps()):
            if current.isAncestorOf(step):
                return at
        return 0

    def _show(self, step: Step) -> None:
        self.bar.clear()
        at = next(i for i in range(self._stack.count()) if self._stack.widget(i).isAncestorOf(step))
        self._stack.setCurrentIndex(at)
        steps = self._steps()
        self._title.setText(step.headline)
        self._count.setText(self.tr("第 {0} 步，共 {1} 步").format(steps.index(step) + 1, len(steps)))
        self.back_button.setVisible(step is not self.way_step)
        self._busy(False)
        self._count.setVisible(len(steps) > 1 and step is not self.way_step)
        step.begin()

    def _busy(self, busy: bool) -> None:
        last = self.step is self._steps()[-1]
        replaces = self.way_step.way is Way.REPLACE
        does = self.tr("登记并取回") if replaces else self.tr("建立服务室")
        doing = self.tr("正在联系…") if replaces else self.tr("正在建立…")
        self.next_button.setText(doing if busy else does if last else self.tr("下一步"))
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)

    def _plan(self) -> Plan:
        steps = self._steps()
        answers = {row.field: row.text for step in steps for row in step.rows}
        return Plan(
            way=self.way_step.way,
            answers=answers,
            sample_catalogue=self.room_step.sample.isChecked(),
            passphrase=self.passphrase_step.passphrase if self._needs_passphrase else None,
            sheet=self.recovery_step.sheet,
            sheet_folder=self.recovery_step.folder,
        )

    def _lay_out(self) -> None:
        for step in (
            self.way_step,
            self.room_step,
            self.agent_step,
            self.code_step,
            self.replace_step,
            self.passphrase_step,
            self.recovery_step,
        ):
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(step)
            self._stack.addWidget(area)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._count)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        column = centred(self, 640)
        column.setContentsMargins(0, 48, 0, 24)
        column.addWidget(self._title)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)
