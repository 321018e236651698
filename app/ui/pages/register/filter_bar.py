"""The chips above the register: which cases are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.batches import BatchRow
from app.domain.cases import CaseKind, CaseState, Light
from app.domain.catalogue import ServiceItem
from app.domain.rows import AgentTile, CaseFilter
from app.ui.pages.register.more_filters import MoreFilters
from app.ui.pages.register.spans import Span, span_days, span_of, span_words
from app.ui.widgets.choice_menu import ChoiceMenu, chip
from app.ui.widgets.item_picker import ItemPicker
from app.ui.widgets.plain import button, label
from app.ui.wording import kind_words, light_words, state_words

LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN)


class FilterBar(QWidget):
    """``changed`` carries the whole CaseFilter after every chip."""

    changed = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._filter = CaseFilter()
        self.open_only = chip(self.tr("未办结"))
        self.lights = {light: chip(light_words(light)) for light in LIGHTS}
        self.kinds = {kind: chip(kind_words(kind)) for kind in CaseKind}
        states = [(state.value, state_words(state)) for state in CaseState]
        self.states = ChoiceMenu(self.tr("状态不限"), states)
        spans = [(span.value, span_words(span)) for span in Span]
        self.span = ChoiceMenu(span_words(Span.ANY), spans, single=True)
        self.first, self.last = _day_edit(day), _day_edit(day)
        self.items = ItemPicker()
        self.items.field.setPlaceholderText(self.tr("事项不限，可打拼音首字母"))
        self.item_chip = chip("")
        self.other_chip = chip("")
        self.more = MoreFilters()
        self.clear = button(self.tr("清除条件"), lambda: self.show_filter(CaseFilter(), say=True), "quiet")
        self._lay_out()
        self._connect()
        self.show_filter(self._filter)

    def _lay_out(self) -> None:
        one, two = QHBoxLayout(), QHBoxLayout()
        for row in (one, two):
            row.setSpacing(8)
        one.addWidget(self.open_only)
        one.addSpacing(8)
        one.addWidget(label(self.tr("时限"), "muted"))
        for light in self.lights.values():
            one.addWidget(light)
        one.addSpacing(8)
        one.addWidget(label(self.tr("类型"), "muted"))
        for kind in self.kinds.values():
            one.addWidget(kind)
        one.addStretch(1)
        for part in (self.states, self.span, self.first, self.last):
            two.addWidget(part)
        self.items.setMaximumWidth(320)
        two.addWidget(self.items, 1)
        for one_chip in (self.item_chip, self.other_chip):
            two.addWidget(one_chip)
        two.addStretch(1)
        two.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(one)
        layout.addLayout(two)
        layout.addWidget(self.more)

    def _connect(self) -> None:
        for one in (self.open_only, *self.lights.values(), *self.kinds.values()):
            one.clicked.connect(self._on_chip)
        self.states.changed.connect(self._on_chip)
        self.more.changed.connect(self._on_chip)
        self.span.changed.connect(self._on_span)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self._on_chip)
        self.items.chosen.connect(self._on_item)
        self.item_chip.clicked.connect(lambda: self._put(replace(self._filter, item_code="")))
        self.other_chip.clicked.connect(self._on_other_chip)

    def show_choices(self, agents: Sequence[AgentTile], batches: Sequence[BatchRow]) -> None:
        """Who handles cases here, and which batches there are."""
        self.more.show_choices(agents, batches, self._filter)

    @property
    def filter(self) -> CaseFilter:
        return self._filter

    def show_filter(self, wanted: CaseFilter, *, say: bool = False) -> None:
        """Set the chips to a filter that was chosen elsewhere."""
        self._filter = wanted
        self.open_only.setChecked(wanted.open_only)
        for light, one in self.lights.items():
            one.setChecked(light in wanted.lights)
        for kind, one in self.kinds.items():
            one.setChecked(kind in wanted.kinds)
        self.states.tick(state.value for state in wanted.states)
        span = span_of(wanted.accepted_from, wanted.accepted_to, self._day)
        self.span.tick((span.value,))
        for edit, day in ((self.first, wanted.accepted_from), (self.last, wanted.accepted_to)):
            edit.blockSignals(True)
            edit.setDate(_qdate(day or self._day))
            edit.blockSignals(False)
            edit.setVisible(span is Span.CHOSEN)
        self.items.setVisible(not wanted.item_code)
        self.item_chip.setVisible(bool(wanted.item_code))
        self.item_chip.setText(self.tr("事项 {0}  ×").format(wanted.item_code))
        self.more.show_filter(wanted)
        self._show_other(wanted)
        self.clear.setVisible(wanted != CaseFilter())
        if say:
            self.changed.emit(wanted)

    def _show_other(self, wanted: CaseFilter) -> None:
        parts = []
        if wanted.due_before is not None:
            parts.append(self.tr("{0} 前到期").format(wanted.due_before.isoformat()))
        if wanted.returned:
            parts.append(self.tr("上级退回"))
        if wanted.villager_id:
            parts.append(self.tr("一位群众的件"))
        if wanted.completed_from is not None or wanted.completed_to is not None:
            days = [day.isoformat() if day else "…" for day in (wanted.completed_from, wanted.completed_to)]
            parts.append(self.tr("{0} 至 {1} 办结").format(*days))
        self.other_chip.setText("、".join(parts) + "  ×")
        self.other_chip.setVisible(bool(parts))

    def _read(self) -> CaseFilter:
        span = Span((self.span.ticked() or (Span.ANY.value,))[0])
        first, last = span_days(span, self._day)
        if span is Span.CHOSEN:
            first, last = _date(self.first), _date(self.last)
        return replace(
            self.more.onto(self._filter),
            open_only=self.open_only.isChecked(),
            lights=tuple(light for light, one in self.lights.items() if one.isChecked()),
            kinds=tuple(kind for kind, one in self.kinds.items() if one.isChecked()),
            states=tuple(CaseState(value) for value in self.states.ticked()),
            accepted_from=first,
            accepted_to=last,
        )

    def _put(self, wanted: CaseFilter) -> None:
        self.show_filter(wanted, say=True)

    def _on_chip(self) -> None:
        wanted = self._read()
        if wanted != self._filter:
            self._filter = wanted
            self.clear.setVisible(wanted != CaseFilter())
            self.changed.emit(wanted)

    def _on_span(self) -> None:
        chosen = self.span.ticked() == (Span.CHOSEN.value,)
        for edit in (self.first, self.last):
            edit.setVisible(chosen)
        self._on_chip()

    def _on_item(self, item: ServiceItem) -> None:
        self.items.clear()
        self._put(replace(self._filter, item_code=item.code))

    def _on_other_chip(self) -> None:
        nothing = CaseFilter()
        self._put(
            replace(
                self._filter,
                due_before=nothing.due_before,
                villager_id=nothing.villager_id,
                returned=nothing.returned,
                completed_from=nothing.completed_from,
                completed_to=nothing.completed_to,
            )
        )


def _day_edit(day: date) -> QDateEdit:
    made = QDateEdit(_qdate(day))
    made.setDisplayFormat("yyyy-MM-dd")
    made.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
    return made


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())
