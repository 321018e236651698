"""What a way of serving needs beside the usual: where, on which tour, for which appointment, under which number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.cases import ServiceMode
from app.domain.rota_rows import AppointmentRow, TourRow
from app.ui.widgets.answer_grid import AnswerGrid
from app.ui.widgets.ask_field import AskField

NEEDS = {
    ServiceMode.COUNTER: (),
    ServiceMode.HOME: ("place",),
    ServiceMode.TOUR: ("tour_id", "place"),
    ServiceMode.APPOINTMENT: ("appointment_id", "place"),
    ServiceMode.ONLINE: ("external_no",),
    ServiceMode.PHONE: (),
    ServiceMode.TEAM: ("tour_id", "place"),
    ServiceMode.PAIRED: ("place",),
}


class ModeNeeds(AnswerGrid):
    """Only what the chosen mode needs shows; a serving at the counter needs nothing."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        asked = (
            AskField("tour_id", QCoreApplication.translate("ModeNeeds", "哪一次巡回（组团）"), "choice"),
            AskField("appointment_id", QCoreApplication.translate("ModeNeeds", "哪个预约"), "choice"),
            AskField("place", QCoreApplication.translate("ModeNeeds", "在哪里受理")),
            AskField("external_no", QCoreApplication.translate("ModeNeeds", "省平台办件号")),
        )
        hints = {"place": QCoreApplication.translate("ModeNeeds", "不填则按申请人住址")}
        super().__init__(asked, day, columns=2, hints=hints, parent=parent)
        self._appointments: dict[str, AppointmentRow] = {}
        self.show_mode(ServiceMode.COUNTER)

    def show_mode(self, mode: ServiceMode) -> None:
        """Show what this mode needs; what the others said is forgotten."""
        needed = NEEDS[mode]
        kept = {name: words for name, words in self.answers().items() if name in needed}
        if kept != {name: words for name, words in self.answers().items() if words}:
            self.fill(kept)
        self.show_only(needed)
        self.setVisible(bool(needed))

    def show_rota(self, tours: Sequence[TourRow], appointments: Sequence[AppointmentRow]) -> None:
        """The tours and appointments there are to choose from."""
        self._appointments = {row.appointment_id: row for row in appointments}
        self.set_choices("tour_id", {row.tour_id: f"{row.on_day:%m-%d} {row.name}" for row in tours})
        self.set_choices(
            "appointment_id",
            {row.appointment_id: f"{row.on_day:%m-%d} {row.at_time} {row.name}" for row in appointments},
        )

    def appointment(self) -> AppointmentRow | None:
        """The appointment that was chosen."""
        return self._appointments.get(self.answers()["appointment_id"])
