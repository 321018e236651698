"""受理: one page from the person to the number, worked by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QWidget

from app.clock import today
from app.domain.rows import CaseAccepted
from app.errors import Refusal
from app.ui.actions import on_key
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.accept.area import FormArea
from app.ui.pages.accept.asking import AcceptAsking
from app.ui.pages.accept.draft import AcceptDraft
from app.ui.pages.accept.form import AcceptForm, KnownParts, with_reason
from app.ui.pages.accept.keeping import DraftKeeping
from app.ui.pages.accept.outcome import OutcomePanel
from app.ui.pages.accept.saved import SavedPanel
from app.ui.pages.accept.saving import Saving
from app.ui.pages.accept.surroundings import Surroundings
from app.ui.wishes import AcceptWish
from app.ui.wording import PAPERS

if TYPE_CHECKING:
    from app.services.acceptance import CaseDeclined
    from app.services.cases import AcceptPreview


class AcceptPage(Page):
    """``saved`` carries CaseAccepted after it is on disk and its number is shown."""

    saved = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("受理"))
        self.form = AcceptForm(today(office.clock), self)
        self.outcome = OutcomePanel(self)
        self.done_panel = SavedPanel(self)
        self.keeping = DraftKeeping(office, self.agent_id, self._whole_draft, self)
        self.asking = AcceptAsking(office, self)
        self.around = Surroundings(office, self.form, self)
        self.saving = Saving(self.form, self.outcome, self.asking, self)
        self._in_front = False
        self._lay_out()
        self._connect_form()
        self._connect_ways_on()
        self.keeping.open_kept(self._on_draft_found)

    def _lay_out(self) -> None:
        work = QWidget(self.body)
        columns = QHBoxLayout(work)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(12)
        self._area = FormArea(
            self.form, work
        )  # large type on a small screen: the form scrolls, the outcome stays
        columns.addWidget(self._area, 7)
        columns.addWidget(self.outcome, 4)
        self._views = QStackedLayout(self.body)
        self._views.addWidget(work)
        self._views.addWidget(self.done_panel)

    def _connect_form(self) -> None:
        form, asking = self.form, self.asking
        form.changed.connect(self._on_form_changed)
        form.who.picker.search_requested.connect(asking.find_villagers)
        form.what.picker.search_requested.connect(asking.find_items)
        form.who.edit.number_completed.connect(asking.find_same_number)
        asking.villagers_found.connect(form.who.picker.show_found)
        asking.items_found.connect(form.what.picker.show_found)
        asking.same_number_found.connect(form.who.edit.show_same)
        asking.previewed.connect(self._on_previewed)
        asking.preview_refused.connect(self.outcome.show_refusal)
        asking.refused.connect(self.show_refusal)
        self.keeping.refused.connect(self._on_keeping_refused)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _connect_ways_on(self) -> None:
        outcome, done = self.outcome, self.done_panel
        outcome.save_requested.connect(self.save)
        outcome.duplicates.again_changed.connect(self.keeping.changed)
        outcome.duplicates.supplement_requested.connect(self.office.open_case_requested)
        outcome.duplicates.case_requested.connect(self.office.open_case_requested)
        self.form.rare.decline_requested.connect(
            lambda *ground: self.saving.decline(self._whole_draft(), ground)
        )
        self.saving.accepted.connect(self._on_accepted)
        self.saving.declined.connect(self._on_declined)
        self.saving.told.connect(lambda sentence, kind: self.bar.tell(sentence, kind=kind))
        self.around.told.connect(lambda sentence: self.bar.tell(sentence, kind="done"))
        self.around.refused.connect(self.show_refusal)
        done.next_requested.connect(self.begin_next)
        done.papers_requested.connect(self.show_papers)
        done.case_requested.connect(self.office.open_case_requested)
        on_key(self, "save", self.save)
        on_key(self, "clear-draft", self.clear)
        on_key(self, "more-papers", outcome.duplicates.supplement.click)
        on_key(self, "go-on", outcome.duplicates.go_on.click)
        on_key(self, "again", outcome.duplicates.take_again)
        on_key(self, "rare", self.form.unusual.turn)
        on_key(self, "organisation", self.form.who.turn_kind)

    def shown(self) -> None:
        """The hand goes where it was; asked for again while a saved case stands there, begin the next."""
        if self._in_front and self._views.currentWidget() is self.done_panel:
            self.begin_next()
        self._in_front = True
        if self._views.currentWidget() is self.done_panel:
            self.done_panel.next.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        draft = self.form.draft()
        self.form.go_to(draft.focus, draft.place)

    def left(self) -> None:
        """Another page comes to the front: a saved case has been seen."""
        self._in_front = False
        if self._views.currentWidget() is self.done_panel:
            self._views.setCurrentIndex(0)

    def open(self, wish: object) -> None:
        """A villager id or an ``AcceptWish`` begins with what it knows; anything else is a new, empty request."""
        if self._views.currentWidget() is self.done_panel:
            self.begin_next()
        if isinstance(wish, str) and wish:
            self.asking.get_villager(wish, self.form.take_villager)
        elif isinstance(wish, AcceptWish):
            self._take_wish(wish)

    def _take_wish(self, wish: AcceptWish) -> None:
        self.form.clear()
        self.form.take_wish(wish)
        if not self.form.more.needs.isHidden():
            self.around.read_rota()
        if wish.item_code:
            self.asking.get_item(wish.item_code, self.form.what.choose)
        if wish.villager_id:
            self.asking.get_villager(wish.villager_id, self.form.take_villager)
        elif wish.name:
            self.asking.find_villagers(wish.name)

    def save(self) -> None:
        """Accept what stands there; a saved case that is still shown is not saved again."""
        if self._views.currentWidget() is not self.done_panel:
            self.bar.clear()
            self.saving.save(self._whole_draft())

    def clear(self) -> None:
        """Empty the page; what was typed is gone for good."""
        self.bar.clear()
        self.begin_next()
        self.outcome.show_waiting()
        self.keeping.forget()

    def begin_next(self) -> None:
        """Back to an empty form."""
        self._views.setCurrentIndex(0)
        self.form.clear()

    def show_papers(self, case_no: str) -> None:
        """Open the three papers of a case for looking at and printing."""
        papers = ("decline-notice",) if self.done_panel.declined else PAPERS
        PaperPreview.open_for(self.office, case_no, papers, self.window())

    def _whole_draft(self) -> AcceptDraft:
        return with_reason(self.form.draft(), self.outcome.duplicates.reason)

    def _on_form_changed(self) -> None:
        self.keeping.changed()
        draft = self.form.draft()
        if draft.item_code:
            self.asking.preview(draft.request())
        else:
            self.asking.forget_preview()
            self.outcome.show_waiting()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self._area.follow_hand()
            self.keeping.changed()

    def _on_draft_found(self, draft: AcceptDraft) -> None:
        def restore(known: KnownParts) -> None:
            if self.form.draft().empty:  # whoever types before the disk answers is right
                self.form.restore(draft, known)
                self.outcome.duplicates.again.setText(draft.again)
                if not draft.rare.empty:
                    self.around.read_rota()

        self.asking.look_up(draft, restore)

    def _on_previewed(self, preview: AcceptPreview) -> None:
        if self.form.what.item is None:
            return
        if preview.kinds:  # none while another kind still lacks its reason
            self.form.rare.show_kinds(preview.kinds, preview.proposed)
            self.form.unusual.choose_waiting("kind")
        if preview.usual_mode is not None:
            self.form.more.take_usual_mode(preview.usual_mode)
        self.outcome.show_preview(preview)

    def _on_keeping_refused(self, refusal: Refusal) -> None:
        self.bar.tell(self.tr("草稿没有存上：{0}").format(refusal.sentence), kind="warning")

    def _on_accepted(self, fact: CaseAccepted) -> None:
        self._put_away(partial(self.done_panel.show_fact, fact), fact)
        self.asking.papers_habit(lambda habit: self._follow_habit(habit, fact.case_no))

    def _on_declined(self, fact: CaseDeclined) -> None:
        self._put_away(partial(self.done_panel.show_declined, fact.case_no, fact.ground), fact)

    def _put_away(self, show: Callable[[str, str], None], fact: object) -> None:
        """What was typed is on disk: its number takes the place of the form."""
        show(self.form.who.shown_name, self.form.what.neutral_name)
        self._views.setCurrentWidget(self.done_panel)
        self.form.clear()
        self.outcome.show_waiting()
        self.keeping.forget()
        self.done_panel.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.office.case_saved.emit(fact)
        self.saved.emit(fact)

    def _follow_habit(self, habit: str, case_no: str) -> None:
        if habit == "print":
            self.asking.print_all(case_no, PAPERS, self.done_panel.tell_papers)
        elif habit == "preview":
            self.show_papers(case_no)
