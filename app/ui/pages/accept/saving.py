"""Taking what stands on the form to the register, once: accepted or not accepted by law, or refused beside a field."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal
from app.ui.pages.accept.asking import AcceptAsking
from app.ui.pages.accept.draft import AcceptDraft
from app.ui.pages.accept.form import AcceptForm
from app.ui.pages.accept.outcome import OutcomePanel


class Saving(QObject):
    """``accepted`` carries CaseAccepted, ``declined`` CaseDeclined; ``told`` a sentence and its kind."""

    accepted = Signal(object)
    declined = Signal(object)
    told = Signal(str, str)

    def __init__(
        self, form: AcceptForm, outcome: OutcomePanel, asking: AcceptAsking, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._outcome = outcome
        self._asking = asking
        self._under_way = False

    def save(self, draft: AcceptDraft) -> None:
        """Accept it; does nothing while a saving is under way."""
        if self._under_way or self._is_unfinished(draft):
            return
        if self._outcome.duplicates.undecided:
            self._outcome.duplicates.ask()
            self.told.emit(self.tr("这个人的同一事项还没有办完，请先选右边三条路之一。"), "warning")
            return
        self._begin()
        self._asking.accept(draft.request(), self._on_accepted, self._on_refused)

    def decline(self, draft: AcceptDraft, ground: tuple[str, str, str]) -> None:
        """依法不予受理: a numbered case that ends at once; ``ground``, the law, where to go."""
        if self._under_way or self._is_unfinished(draft):
            return
        self._begin()
        self._asking.decline(draft.request(), ground, self._on_declined, self._on_refused)

    def _is_unfinished(self, draft: AcceptDraft) -> bool:
        """Say beside the field what is not known yet."""
        who = self._form.who
        if not who.known and who.of_organisation:
            self._form.tell("organisation", self.tr("先选单位：打名称或统一社会信用代码。"))
        elif not who.known:
            self._form.tell("villager_id", self.tr("先选申请人：打姓名、拼音首字母或证件号后四位。"))
        elif not draft.item_code:
            self._form.tell("item", self.tr("先选要办的事项。"))
        else:
            return False
        return True

    def _begin(self) -> None:
        self._under_way = True
        self._outcome.save.setEnabled(False)

    def _end(self) -> None:
        self._under_way = False
        self._outcome.save.setEnabled(True)

    def _on_accepted(self, fact: object) -> None:
        self._end()
        self.accepted.emit(fact)

    def _on_declined(self, fact: object) -> None:
        self._end()
        self.declined.emit(fact)

    def _on_refused(self, refusal: Refusal) -> None:
        self._end()
        if not self._form.tell(refusal.field, refusal.sentence):
            self.told.emit(refusal.sentence, "danger")
