"""The right half of 群众: one person with all cases, and the form that changes the particulars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.rows import VillagerRow
from app.ui.pages.villagers.records_card import RecordsCard
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.id_line import IdLine
from app.ui.widgets.identity_edit import IdentityEdit, Particulars
from app.ui.widgets.plain import button, card, label
from app.ui.widgets.shortcut import on_plain_key
from app.ui.widgets.state_view import StateView
from app.ui.widgets.told_field import ToldField
from app.ui.widgets.villager_words import age_on, sex_words


class PersonPanel(QWidget):
    """Shows one person; ``save_requested(villager_id, Particulars, reason)`` with "" for somebody new.

    ``reason`` says why one more record may carry a number that another name already has.
    """

    save_requested = Signal(str, object, str)
    accept_requested = Signal(object)
    case_requested = Signal(str)
    same_person_chosen = Signal(object)
    person_requested = Signal(str)
    more_requested = Signal()
    household_requested = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.row: VillagerRow | None = None
        self._editing_id = ""
        self.edit = IdentityEdit(day)
        self.because = ToldField(self.tr("确是两人同号时，写明另行登记的原因"), CleanField())
        self.records = RecordsCard()
        self._name = label(role="section")
        self._same = label(role="error", wrap=True)
        self._empty = StateView()
        self._empty.empty(self.tr("选一位群众"), self.tr("左边打几个字母查找，或登记新群众"))
        self._views = QStackedLayout(self)
        self._views.addWidget(self._empty)
        self._views.addWidget(self._make_person())
        self._views.addWidget(self._make_edit())
        self.records.case_requested.connect(self.case_requested)
        self.records.person_requested.connect(self.person_requested)
        self.records.household_requested.connect(self.household_requested)
        self.edit.done.connect(self._on_save)
        self.edit.same_person_chosen.connect(self.same_person_chosen)

    def _make_person(self) -> QWidget:
        page = QWidget()
        who, facts = card()
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(button(self.tr("更多资料"), self.more_requested.emit))
        head.addWidget(button(self.tr("修改"), self.begin_edit))
        head.addWidget(button(self.tr("为此人受理"), self._on_accept, "first"))
        facts.addLayout(head)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(3, 1)
        facts.addLayout(self._facts)
        self._more = label(wrap=True)
        self._more.setTextFormat(Qt.TextFormat.PlainText)
        facts.addWidget(self._more)
        facts.addWidget(self._same)
        cases, rows = card()
        rows.addWidget(self.records, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(who)
        layout.addWidget(cases, 1)
        return page

    def _make_edit(self) -> QWidget:
        page = QWidget()
        frame, rows = card()
        self._edit_title = label(role="section")
        rows.addWidget(self._edit_title)
        rows.addWidget(self.edit)
        rows.addWidget(self.because)
        self._refused = label(role="error", wrap=True)
        rows.addWidget(self._refused)
        ways = QHBoxLayout()
        self.save = button(self.tr("保存  Ctrl+回车"), self._on_save, "first")
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_plain_key(page, key, self._on_save)
        ways.addWidget(self.save)
        ways.addWidget(button(self.tr("不保存"), self.give_up))
        ways.addStretch(1)
        rows.addLayout(ways)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        layout.addStretch(1)
        return page

    @property
    def editing(self) -> bool:
        return self._views.currentIndex() == 2

    def show_person(self, row: VillagerRow, same: Sequence[VillagerRow] = ()) -> None:
        """One person; ``same`` are others of the same number: shown, a person decides."""
        self.row = row
        self._name.setText(row.name)
        self._show_facts(row)
        others = [other for other in same if other.villager_id != row.villager_id]
        words = self.tr("同一证件号还登记着：{0}。请对照户口簿，改正号码填错的那一位。")
        names = "、".join(f"{other.name}（{other.group}）" if other.group else other.name for other in others)
        self._same.setText(words.format(names))
        self._same.setVisible(bool(others))
        self._show_more(row)
        self._views.setCurrentIndex(1)

    def _show_facts(self, row: VillagerRow) -> None:
        while self._facts.count():
            old = self._facts.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        person = sex_words(row.sex)
        if row.birth_on is not None:
            age = self.tr("{0}岁").format(age_on(row.birth_on, self._day))
            person = f"{person} {age}（{row.birth_on.isoformat()}）"
        values = (
            (self.tr("证件号"), IdLine(row.id_number)),
            (self.tr("电话"), label(row.phone or "—")),
            (self.tr("性别年龄"), label(person or "—")),
            (self.tr("村民小组"), label(row.group or "—")),
        )
        for at, (words, shown) in enumerate(values):
            self._facts.addWidget(label(words, "muted"), at // 2, at % 2 * 2)
            self._facts.addWidget(shown, at // 2, at % 2 * 2 + 1)

    def _show_more(self, row: VillagerRow) -> None:
        """What is known beside the four facts; nothing where nothing is."""
        died = self.tr("{0} 去世").format(row.deceased_on.isoformat()) if row.deceased_on else ""
        parts = (
            ("{0}", died),
            (self.tr("标签：{0}"), "、".join(row.tags)),
            (self.tr("又名：{0}"), "、".join(row.other_names)),
            (self.tr("住址：{0}"), row.address),
            (self.tr("联络员：{0}"), row.liaison),
            (self.tr("联系办法：{0}"), row.reach_by),
        )
        said = [words.format(value) for words, value in parts if value]
        self._more.setText("　".join(said))
        self._more.setVisible(bool(said))

    def begin_new(self, text: str = "") -> None:
        """The form for somebody new; what was searched is the name."""
        self._begin("", self.tr("登记群众"), Particulars(name=text))

    def begin_edit(self) -> None:
        """The form with this person's particulars."""
        row = self.row
        if row is not None:
            kept = Particulars(row.name, row.id_number, row.phone, row.group)
            self._begin(row.villager_id, self.tr("修改群众信息"), kept)

    def tell(self, field: str, sentence: str, code: str = "") -> None:
        """Why it was not saved, beside the field or below the form."""
        if code == "same-number-other-name":
            self.because.show()
        if not self.edit.tell(field, sentence):
            self._refused.setText(sentence)
            self._refused.show()

    def give_up(self) -> None:
        """Leave the form; nothing was saved."""
        self._views.setCurrentIndex(1 if self.row is not None else 0)

    def _begin(self, villager_id: str, title: str, particulars: Particulars) -> None:
        self._editing_id = villager_id
        self._edit_title.setText(title)
        self._refused.hide()
        self.because.hide()
        self._because_line().clear()
        self.edit.fill(particulars)
        self._views.setCurrentIndex(2)
        self.edit.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        self._refused.hide()
        reason = self._because_line().text().strip() if not self.because.isHidden() else ""
        self.save_requested.emit(self._editing_id, self.edit.particulars(), reason)

    def _because_line(self) -> CleanField:
        assert isinstance(self.because.editor, CleanField)
        return self.because.editor

    def _on_accept(self) -> None:
        if self.row is not None:
            self.accept_requested.emit(self.row.villager_id)
