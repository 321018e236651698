"""办件: one case with all that is known of it, and only those steps that are allowed now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.domain.cases import CaseEventKind
from app.domain.rows import CaseChanged, CaseFile
from app.errors import Refusal
from app.ui.act_place import ActPlace
from app.ui.actions import key_words, on_key, words
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.dialogs.rating_mode import RatingMode
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.case import book_acts
from app.ui.pages.case.attachments import AttachmentBook
from app.ui.pages.case.books import CaseBooks
from app.ui.pages.case.moving import ask_to_move
from app.ui.pages.case.newer import NewerNote
from app.ui.pages.case.signs import CaseSigns, told_of
from app.ui.pages.case.step_questions import step_act
from app.ui.pages.case.steps import StepButtons
from app.ui.pages.case.timeline import Timeline
from app.ui.widgets.ask_form import AskForm
from app.ui.widgets.plain import button, card, label
from app.ui.wording import PAPERS, paper_words

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole

BOOK_ACTS = {"case-correct": book_acts.correct, "case-backup": book_acts.backup_steps_in}


class CasePage(Page):
    """``shown_case`` carries the CaseFile each time one was read and drawn."""

    shown_case = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("办件"))
        self.case_no = ""
        self.whole: CaseWhole | None = None
        self.rating: RatingMode | None = None
        self.signs = CaseSigns()
        self._item = label(role="section", wrap=True)
        self.person = button("", self._on_person, "quiet")
        self.rate = button(f"{words('case-rate')}  {key_words('case-rate')}", self.begin_rating)
        self.newer = NewerNote(office)
        self.steps = StepButtons()
        self.place = ActPlace(self)
        self.books = CaseBooks(today(office.clock))
        self.attachments = AttachmentBook(office)
        self.books.add_side("case-attachments", self.attachments)
        self.timeline = Timeline()
        self._lay_out()
        self._connect()

    @property
    def case(self) -> CaseFile | None:
        """The case that is drawn; None where there is none."""
        return self.whole.case if self.whole is not None else None

    @property
    def form(self) -> AskForm | None:
        """The fields that are open now."""
        return self.place.form

    def _connect(self) -> None:
        self.steps.chosen.connect(self.begin_step)
        self.place.done.connect(self._on_done)
        self.place.closed.connect(self._on_closed)
        for part in (self.books, self.attachments):
            part.act_wanted.connect(self.place.ask)
            part.told.connect(lambda sentence: self.bar.tell(sentence, kind="done"))
        self.books.paper_wanted.connect(self.show_paper)
        self.attachments.refused.connect(lambda sentence: self.bar.tell(sentence, kind="warning"))
        self.books.facts.wanted.connect(self._do)
        self.office.case_saved.connect(self._on_fact)
        self.office.paper_printed.connect(self._on_printed)
        for action_id in (*BOOK_ACTS, "case-move", "case-rate"):
            on_key(self, action_id, partial(self._do, action_id))
        for at, action_id in enumerate(self.books.keys):
            on_key(self, action_id, partial(self.books.open_book, at))

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self.signs)
        self.head.addWidget(self.rate)
        self.head.addWidget(self.person)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._item, 1)
        for paper in PAPERS:
            said = f"{paper_words(paper)}  {key_words('print-' + paper)}"
            top.addWidget(button(said, partial(self.show_paper, paper)))
            on_key(self, f"print-{paper}", partial(self.show_paper, paper))
        history, blocks = card(self.tr("办理经过"))
        blocks.addWidget(self.timeline, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.books, 7)
        columns.addWidget(history, 5)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.newer)
        layout.addLayout(top)
        layout.addWidget(self.steps)
        layout.addWidget(self.place)
        layout.addLayout(columns, 1)

    def open(self, wish: object) -> None:
        """A case number; a step begun for another case is given up."""
        if isinstance(wish, str) and wish:
            if wish != self.case_no:
                self.give_up_step()
                self.bar.clear()
                self.books.forget()
            self.case_no = wish
            self.reload()

    def shown(self) -> None:
        """Opened with a wish it is being read already."""
        if not self.busy:
            self.reload()

    def left(self) -> None:
        self.books.forget()
        self.attachments.forget()

    def reload(self) -> None:
        if not self.case_no:
            self.show_empty(self.tr("还没有打开办件"), self.tr("在登记簿里选一件回车，或按 Ctrl+K 查找"))
            return
        register, case_no, clock = self.office.register, self.case_no, self.office.clock
        viewer = self.agent_id

        def work() -> CaseWhole:
            from app.services import case_surroundings

            return case_surroundings.whole(register, case_no, clock, viewer=viewer)

        self.fetch(work, self.show_whole, self._on_not_shown)

    def show_whole(self, whole: CaseWhole) -> None:
        """Draw one case."""
        case = whole.case
        begun = self.case is None or self.case.row.case_no != case.row.case_no
        self.whole = whole
        self.show_body()
        row = case.row
        self.set_title(row.case_no)
        for part in (self.signs, self.newer, self.books):
            part.show_whole(whole)
        self._item.setText(row.item_name)
        self.person.setText(self.tr("{0} 的全部办件").format(row.applicant))
        self.person.setVisible(bool(case.villager_id))
        self.rate.setVisible(CaseEventKind.RATED in case.allowed)
        had_hand = self.steps.isAncestorOf(self.focusWidget())
        self.steps.show_steps(case.allowed, closed=whole.closed)
        if (begun and self.isVisible() and self.form is None) or had_hand:
            self.steps.take_hand()
        self.attachments.show_case(row.case_no)
        self.timeline.show_rows(case.timeline)
        self.shown_case.emit(case)

    def begin_step(self, event: CaseEventKind) -> None:
        """Open the fields of this step under the buttons."""
        if self.whole is not None:
            self.place.ask(step_act(event, self.whole))

    def give_up_step(self) -> None:
        """Take the fields away; nothing was recorded."""
        self.place.give_up()

    def show_paper(self, paper: str) -> None:
        """Open a paper for looking at and printing, the others that fit beside it."""
        if self.whole is None:
            return
        fitting = [one.name for one in self.whole.papers]
        papers = (paper, *(other for other in fitting if other != paper))
        PaperPreview.open_for(self.office, self.case_no, papers, self.window())

    def begin_rating(self) -> None:
        """Hand the screen to the villager: five faces and nothing else."""
        if self.whole is None or CaseEventKind.RATED not in self.whole.case.allowed:
            return
        case = self.whole.case
        collector = case.said.get(CaseEventKind.DELIVERED, {}).get("to_whom")
        by = "representative" if collector and collector == case.representative else "applicant"
        self.rating = RatingMode.open_for(self.office, self.case_no, case.neutral_item, by, self.window())
        self.rating.rated.connect(self.office.case_saved.emit)

    def _do(self, action_id: str) -> None:
        if self.whole is None:
            return
        if action_id == "case-rate":
            self.begin_rating()
        elif action_id == "case-move":
            ask_to_move(self, self.place, self.case_no)
        else:
            self.place.ask(BOOK_ACTS[action_id](self.case_no))

    def _on_done(self, made: object) -> None:
        if isinstance(made, CaseChanged):
            self._tell_step(made)
            self.office.case_saved.emit(made)
        else:
            self.reload()

    def _tell_step(self, fact: CaseChanged) -> None:
        said = told_of(fact)
        action = self.tr("打印{0}").format(paper_words(fact.paper)) if fact.paper else ""
        self.bar.tell(said, kind="done", action=action, todo=partial(self.show_paper, fact.paper))

    def _on_closed(self) -> None:
        if not self.isAncestorOf(self.focusWidget()):
            self.steps.take_hand()

    def _on_not_shown(self, refusal: Refusal) -> None:
        self.whole = None
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
