"""What stands around a request: whose mandates hold, which tours and appointments there are, who is at the room."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.mandates import MandateDraft, MandateRow
from app.errors import Refusal
from app.ui.office import Office
from app.ui.pages.accept.form import AcceptForm
from app.ui.pages.accept.looking_around import LookingAround, Rota
from app.ui.pages.accept.rare_side import ROTA


class Surroundings(QObject):
    """Keeps the form's lists right; ``told`` carries a sentence, ``refused`` what nobody beside a field heard."""

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, office: Office, form: AcceptForm, parent: QObject) -> None:
        super().__init__(parent)
        self.form = form
        self.around = LookingAround(office, self)
        self._principal = ("", "")
        form.who.organisation.picker.search_requested.connect(self.around.find_organisations)
        form.who.changed.connect(self._on_who_changed)
        form.more.rota_wanted.connect(self.around.read_rota)
        form.more.mandates.give_requested.connect(self._on_mandate_given)
        self.around.organisations_found.connect(form.who.organisation.show_found)
        self.around.mandates_found.connect(self._on_mandates)
        self.around.rota_read.connect(self._on_rota)
        self.around.refused.connect(self.refused)

    def read_rota(self) -> None:
        """The lists that kept answers are chosen from."""
        self.around.read_rota()

    def _on_who_changed(self) -> None:
        """Somebody else applies: which mandates hold is asked once."""
        who = self.form.who
        typed = who.organisation.typed()
        person = who.villager.villager_id if who.villager is not None else ""
        principal = ("", typed.organisation_id) if who.of_organisation else (person, "")
        if principal == self._principal:
            return
        self._principal = principal
        if any(principal):
            self.around.find_mandates(*principal)
        else:
            self.form.more.no_mandates()

    def _on_mandates(self, principal: tuple[str, str], rows: tuple[MandateRow, ...]) -> None:
        if principal == self._principal:
            self.form.unusual.show_mandates(rows)

    def _on_mandate_given(self, draft: MandateDraft) -> None:
        villager_id, organisation_id = self._principal

        def given(row: MandateRow) -> None:
            self.form.unusual.take_mandate(row)
            self.told.emit(self.tr("委托已登记。"))
            self.around.find_mandates(villager_id, organisation_id)

        def refused(refusal: Refusal) -> None:
            if not self.form.more.mandates.grid.tell(refusal.field, refusal.sentence):
                self.refused.emit(refusal)

        whole = replace(draft, villager_id=villager_id, organisation_id=organisation_id)
        self.around.give_mandate(whole, given, refused)

    def _on_rota(self, rota: Rota) -> None:
        self.form.more.needs.show_rota(rota.tours, rota.appointments)
        self.form.rare.show_agents(rota.agents)
        self.form.unusual.choose_waiting(*ROTA)
