"""After acceptance: the number, large enough to read out, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case_events import DECLINE_GROUNDS
from app.domain.rows import CaseAccepted
from app.ui.widgets.day_words import spoken_day
from app.ui.widgets.plain import button, label
from app.ui.wording import domain_words, kind_words


class SavedPanel(QFrame):
    """Enter goes on with the next one; P shows the papers, O opens the case."""

    next_requested = Signal()
    papers_requested = Signal(str)
    case_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.fact: CaseAccepted | None = None
        self._declined_no = ""
        self._who = label(role="section", wrap=True)
        self._number = label(role="number")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kind = label(role="section", wrap=True)
        self._reason = label(role="muted", wrap=True)
        self._missing = label(wrap=True)
        self._papers = label(role="muted", wrap=True)
        self.next = button(self.tr("接着受理下一件  回车"), self.next_requested.emit, "first")
        self.papers = button(self.tr("预览和打印单据  P"), self._on_papers)
        self.open = button(self.tr("打开这件  O"), self._on_open)
        self.papers.setShortcut(Qt.Key.Key_P)
        self.open.setShortcut(Qt.Key.Key_O)
        self.next.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 32, 40, 32)
        layout.setSpacing(10)
        layout.addStretch(1)
        self._head = label(role="muted")
        layout.addWidget(self._head)
        for part in (self._number, self._who, self._kind, self._reason, self._missing, self._papers):
            layout.addWidget(part)
        layout.addSpacing(16)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for way in (self.next, self.papers, self.open):
            ways.addWidget(way)
        ways.addStretch(1)
        layout.addLayout(ways)
        layout.addStretch(2)

    @property
    def case_no(self) -> str:
        return self._number.text()

    @property
    def papers_words(self) -> str:
        """What became of the papers, as shown."""
        return self._papers.text()

    def show_fact(self, fact: CaseAccepted, who: str, item: str) -> None:
        """Show what was saved; the papers follow by the room's habit."""
        self.fact = fact
        self._declined_no = ""
        self._head.setText(self.tr("已受理，编号"))
        self._number.setText(fact.case_no)
        self._who.setText(f"{who} · {item}")
        if fact.due_on is not None:
            due = self.tr("{0}，承诺 {1} 前办结").format(kind_words(fact.kind), spoken_day(fact.due_on))
        else:
            due = self.tr("{0}，承诺期限从材料补齐之日起算").format(kind_words(fact.kind))
        self._kind.setText(due)
        self._reason.setText(fact.reason)
        missing = self.tr("还缺：{0}").format("、".join(fact.missing))
        self._missing.setText(missing if fact.missing else "")
        self._missing.setVisible(bool(fact.missing))
        self.papers.setText(self.tr("预览和打印单据  P"))
        self.tell_papers("")
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_declined(self, case_no: str, ground: str, who: str, item: str) -> None:
        """Not accepted: the number under which that stands, and the notice to hand over."""
        self.fact = None
        self._declined_no = case_no
        self._head.setText(self.tr("已登记不予受理，编号"))
        self._number.setText(case_no)
        self._who.setText(f"{who} · {item}")
        self._kind.setText(domain_words(DECLINE_GROUNDS.get(ground, ground)))
        self._reason.setText(self.tr("请把不予受理通知书交给申请人，并告知应到哪里办理。"))
        self._missing.hide()
        self.papers.setText(self.tr("预览和打印通知书  P"))
        self.tell_papers("")
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def declined(self) -> bool:
        """Whether what stands there was not accepted."""
        return bool(self._declined_no)

    def tell_papers(self, sentence: str) -> None:
        """What became of the papers."""
        self._papers.setText(sentence)
        self._papers.setVisible(bool(sentence))

    def _on_papers(self) -> None:
        if self.case_no:
            self.papers_requested.emit(self.case_no)

    def _on_open(self) -> None:
        if self.case_no:
            self.case_requested.emit(self.case_no)
