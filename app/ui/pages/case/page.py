"""办件: one case with all that is known of it, and only those steps that are allowed now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.clock import today
from app.domain.case_events import EVENT_FIELDS
from app.domain.cases import CaseEventKind, Light
from app.domain.rows import CaseChanged, CaseFile
from app.errors import Refusal
from app.ui.actions import key_words, on_key
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.case.facts import CaseFacts
from app.ui.pages.case.materials import CaseMaterials
from app.ui.pages.case.steps import StepButtons
from app.ui.pages.case.timeline import Timeline
from app.ui.widgets.event_form import EventForm
from app.ui.widgets.light_badge import LightBadge
from app.ui.widgets.plain import badge, button, card, label
from app.ui.wording import PAPERS, event_words, paper_words, state_words


class CasePage(Page):
    """``shown_case`` carries the CaseFile each time one was read and drawn."""

    shown_case = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("办件"))
        self.case_no = ""
        self.case: CaseFile | None = None
        self.form: EventForm | None = None
        self.state_badge = badge("", "accent")
        self.light = LightBadge()
        self._item = label(role="section", wrap=True)
        self.person = button("", self._on_person, "quiet")
        self.steps = StepButtons()
        self.facts = CaseFacts()
        self.materials = CaseMaterials()
        self.timeline = Timeline()
        self._lay_out()
        self.steps.chosen.connect(self.begin_step)
        office.case_saved.connect(self._on_fact)
        office.paper_printed.connect(self._on_printed)
        for paper in PAPERS:
            on_key(self, f"print-{paper}", partial(self.show_paper, paper))

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self.state_badge)
        self.head.insertWidget(2, self.light)
        self.head.addWidget(self.person)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._item, 1)
        for paper in PAPERS:
            words = f"{paper_words(paper)}  {key_words('print-' + paper)}"
            top.addWidget(button(words, partial(self.show_paper, paper)))
        history, blocks = card(self.tr("办理经过"))
        blocks.addWidget(self.timeline, 1)
        sheet = QWidget()
        left = QVBoxLayout(sheet)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.facts)
        left.addWidget(self.materials)
        left.addStretch(1)
        known = QScrollArea()
        known.setWidgetResizable(True)
        known.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        known.setWidget(sheet)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(known, 6)
        columns.addWidget(history, 5)
        self._layout = QVBoxLayout(self.body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addLayout(top)
        self._layout.addWidget(self.steps)
        self._layout.addLayout(columns, 1)

    def open(self, wish: object) -> None:
        """A case number; a step begun for another case is given up."""
        if isinstance(wish, str) and wish:
            if wish != self.case_no:
                self.give_up_step()
                self.bar.clear()
            self.case_no = wish
            self.reload()

    def shown(self) -> None:
        """Opened with a wish it is being read already."""
        if not self.busy:
            self.reload()

    def reload(self) -> None:
        if not self.case_no:
            self.show_empty(self.tr("还没有打开办件"), self.tr("在登记簿里选一件回车，或按 Ctrl+K 查找"))
            return
        register, case_no, clock = self.office.register, self.case_no, self.office.clock

        def work() -> CaseFile:
            from app.services import cases

            return cases.show(register, case_no, clock)

        self.fetch(work, self.show_case, self._on_not_shown)

    def show_case(self, case: CaseFile) -> None:
        """Draw one case."""
        begun = self.case is None or self.case.row.case_no != case.row.case_no
        self.case = case
        self.show_body()
        row = case.row
        self.set_title(row.case_no)
        self.state_badge.setText(state_words(row.state))
        self.light.show_light(row.light)
        self.light.setVisible(row.light is not Light.NONE)
        self._item.setText(row.item_name)
        self.person.setText(self.tr("{0} 的全部办件").format(row.applicant))
        had_hand = self.steps.isAncestorOf(self.focusWidget())
        self.steps.show_steps(case.allowed)
        if (begun and self.isVisible() and self.form is None) or had_hand:
            self.steps.take_hand()
        self.facts.show_case(case)
        self.materials.show_case(case)
        self.timeline.show_rows(case.timeline)
        self.shown_case.emit(case)

    def begin_step(self, event: CaseEventKind) -> None:
        """Open the fields of this step under the buttons."""
        self.give_up_step()
        self.form = EventForm(event, EVENT_FIELDS[event], today(self.office.clock), self._hints(event))
        self.form.record_requested.connect(self._on_record)
        self.form.given_up.connect(self.give_up_step)
        self._layout.insertWidget(2, self.form)
        self.form.show()
        self.form.begin()

    def give_up_step(self) -> None:
        """Take the fields away; nothing was recorded."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.steps.take_hand()

    def show_paper(self, paper: str) -> None:
        """Open a paper for looking at and printing, the others beside it."""
        if self.case_no:
            papers = (paper, *(other for other in PAPERS if other != paper))
            PaperPreview.open_for(self.office, self.case_no, papers, self.window())

    def _hints(self, event: CaseEventKind) -> dict[str, str]:
        """What is most likely meant, to be corrected by hand."""
        case = self.case
        if case is None:
            return {}
        missing = "、".join(case.missing)
        return {
            CaseEventKind.SUPPLEMENTED: {"materials": missing},
            CaseEventKind.NOTIFIED: {"missing": missing},
            CaseEventKind.DELIVERED: {"to_whom": case.representative or case.row.applicant},
            CaseEventKind.ESCALATED: {"to": case.department},
        }.get(event, {})

    def _on_record(self, event: CaseEventKind, reason: str, data: Mapping[str, object]) -> None:
        desk, case_no = self.office.desk(), self.case_no
        form = self.form
        if form is not None:
            form.setEnabled(False)

        def work() -> CaseChanged:
            from app.services import cases

            return cases.record(desk, case_no, event, reason=reason, data=dict(data))

        self.fetch(work, self._on_recorded, self._on_step_refused)

    def _on_recorded(self, fact: CaseChanged) -> None:
        self.give_up_step()
        words = self.tr("已记下“{0}”，现在是“{1}”").format(event_words(fact.event), state_words(fact.state))
        self.bar.tell(words, kind="done")
        self.office.case_saved.emit(fact)

    def _on_step_refused(self, refusal: Refusal) -> None:
        if self.form is not None:
            self.form.setEnabled(True)
            if self.form.tell(refusal.field, refusal.sentence):
                return
        self.show_refusal(refusal)

    def _on_not_shown(self, refusal: Refusal) -> None:
        self.case = None
        self.show_empty(self.tr("这件没有打开"), refusal.sentence)

    def _on_fact(self, fact: object) -> None:
        if self.case_no and getattr(fact, "case_no", "") == self.case_no:
            self.reload()

    def _on_printed(self, case_no: str, _paper: str) -> None:
        if case_no == self.case_no:
            self.reload()

    def _on_person(self) -> None:
        if self.case is not None and self.case.villager_id:
            self.office.open_villager_requested.emit(self.case.villager_id)
