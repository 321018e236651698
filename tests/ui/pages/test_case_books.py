"""The books beside a case: every entry by keys, what is copied does not stay, forms ask only what is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.domain.case_events import EVENT_FIELDS
from app.domain.cases import CaseEventKind, MaterialForm
from app.domain.requests import MaterialGiven
from app.services import agents, cases, corrections, items, materials, seals, tasks
from app.services.desk import Desk
from app.ui.pages.case.page import CasePage
from app.ui.widgets.ask_editors import TickList
from app.ui.widgets.ask_form import AskForm
from app.ui.widgets.clean_field import CleanField
from tests.services.requests import accepted, request
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[CasePage]], CasePage]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(open_page: Opener, keys: Keys) -> Callable[[str], CasePage]:
    def show(case_no: str) -> CasePage:
        page = open_page(CasePage)
        page.open(case_no)
        keys.settle()
        return page

    return show


def write(form: AskForm | None, **said: str) -> None:
    """Fill the open form's fields; a choice by its stored word."""
    assert form is not None
    for name, words in said.items():
        editor = form.fields[name].editor
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(words))
        else:
            assert isinstance(editor, CleanField)
            editor.setText(words)


def confirm(page: CasePage, keys: Keys) -> None:
    assert page.form is not None
    page.form.confirm()
    keys.settle()


def with_original(desk: Desk) -> str:
    """A case whose item lets the room keep an original, and one that it keeps."""
    for item in items.in_force(desk.register, desk.clock).items:
        kept = next((m for m in item.materials if m.required and item.original_held(m)), None)
        if kept is None:
            continue
        given = [MaterialGiven(m.name) for m in item.materials if m.required and m.name != kept.name]
        held = MaterialGiven(kept.name, MaterialForm.ORIGINAL, kept_where="铁皮柜二层")
        return cases.accept(desk, request(desk, item.code, materials=(*given, held))).case_no
    raise AssertionError("no item of the sample lets the room keep an original")


@pytest.mark.parametrize("event", sorted(set(CaseEventKind) - {CaseEventKind.ACCEPTED}))
def test_every_step_can_be_filled_in(
    opened: Callable[[str], CasePage], desk: Desk, event: CaseEventKind
) -> None:
    """Each required field of each step has an input, whatever the case."""
    page = opened(accepted(desk))
    page.begin_step(event)
    assert page.form is not None
    required = {field.name for field in EVENT_FIELDS[event] if field.required}
    assert required <= set(page.form.fields)
    page.give_up_step()


def test_a_dispatch_is_a_choice_among_the_others(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    agents.add(desk, "李玉梅", "文书")
    page = opened(accepted(desk))
    page.begin_step(CaseEventKind.ASSIGNED)
    assert page.form is not None
    assert "to_agent" not in page.form.fields
    editor = page.form.fields["to"].editor
    assert isinstance(editor, QComboBox)
    assert desk.actor.name not in [editor.itemData(at) for at in range(editor.count())]
    write(page.form, to="李玉梅")
    confirm(page, keys)
    assert page.case is not None
    assert page.case.assigned_to == "李玉梅"


def test_only_the_papers_that_came_are_ticked_off(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    item = next(
        i for i in items.in_force(desk.register, desk.clock).items if sum(m.required for m in i.materials) > 2
    )
    page = opened(accepted(desk, item.code, without=2))
    assert page.case is not None
    first, second = page.case.missing
    page.begin_step(CaseEventKind.SUPPLEMENTED)
    assert page.form is not None
    ticks = page.form.fields["materials"].editor
    assert isinstance(ticks, TickList)
    ticks.boxes[second].setChecked(False)
    confirm(page, keys)
    assert page.case.missing == (second,)
    assert first not in page.case.missing


def test_originals_go_back_in_the_form_of_the_delivery_unless_unticked(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    number = with_original(desk)
    cases.record(desk, number, "completed", data={"result": "已办"})
    page = opened(number)
    page.begin_step(CaseEventKind.DELIVERED)
    assert page.form is not None
    assert isinstance(page.form.fields["originals_kept"].editor, TickList)
    write(page.form, to_whom="李小军")
    confirm(page, keys)
    assert "关系" in page.form.fields["relation"].sentence  # a stranger's authority is asked beside the field
    write(page.form, relation="儿子", document="身份证")
    confirm(page, keys)
    assert not page.place.isVisible()
    assert materials.held(desk.register, desk.clock) == ()


def test_a_late_case_asks_why_it_is_late(opened: Callable[[str], CasePage], desk: Desk) -> None:
    number = accepted(desk)
    page = opened(number)
    page.begin_step(CaseEventKind.COMPLETED)
    assert page.form is not None
    assert "overdue_explanation" not in page.form.fields
    desk.clock.advance(days=200)  # type: ignore[attr-defined]
    late = opened(number)
    late.begin_step(CaseEventKind.COMPLETED)
    assert late.form is not None
    assert "overdue_explanation" in late.form.fields


def test_a_held_original_says_where_it_is_and_is_given_back_by_enter(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    page = opened(with_original(desk))
    QTest.keyClick(page, Qt.Key.Key_C, ALT)
    book = page.books.materials
    assert page.books.currentWidget() is book
    at = next(n for n, cells in enumerate(book.table.words()) if "铁皮柜二层" in cells[2])
    book.table.setCurrentCell(at, 0)
    book.table.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert page.form is not None
    keys.press(Qt.Key.Key_Return, CTRL)
    assert "已退还" in book.table.words()[at][2]
    assert not book.give_back.isEnabled()


def test_the_deadline_is_explained_day_by_day(opened: Callable[[str], CasePage], desk: Desk) -> None:
    page = opened(accepted(desk, "MZ05"))
    QTest.keyClick(page, Qt.Key.Key_X, ALT)
    days = page.books.deadline.table.words()
    assert page.case is not None
    assert page.case.row.promised_on is not None
    assert days[-1][0].startswith(page.case.row.promised_on.isoformat())
    assert any(cells[1] == "不计" for cells in days)


def test_the_platforms_fields_are_copied_by_keys_in_its_order_and_do_not_stay(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    page = opened(accepted(desk))
    QTest.keyClick(page, Qt.Key.Key_S, ALT)
    board = QGuiApplication.clipboard()
    keys.press(Qt.Key.Key_Return)
    assert board.text() == "张秀兰"
    keys.press(Qt.Key.Key_Return)
    assert page.case is not None
    assert board.text() == page.case.id_number
    keys.type("3")
    assert board.text() == "13812345678"
    page.left()
    assert board.text() == ""


def test_the_platforms_number_is_entered_once(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    page = opened(accepted(desk))
    page.books.platform.enter.click()
    write(page.form, external_no="GS-2026-001")
    confirm(page, keys)
    assert page.case is not None
    assert page.case.external_no == "GS-2026-001"
    assert not page.books.platform.enter.isEnabled()


def test_a_correction_needs_a_reason_and_shows_old_and_new(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    number = accepted(desk)
    page = opened(number)
    QTest.keyClick(page, Qt.Key.Key_G, ALT)
    write(page.form, field="applicant_phone", new="13812345679")
    confirm(page, keys)
    assert page.form is not None
    assert page.form.fields["reason"].sentence
    assert corrections.of_case(desk.register, number) == ()
    write(page.form, reason="换了号码")
    confirm(page, keys)
    said = " ".join(one.text() for one in page.timeline.widget().findChildren(QLabel))
    assert "13812345678" in said
    assert "13812345679" in said


def test_parallel_parts_are_listed_and_finished_one_by_one(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    number = accepted(desk)
    page = opened(number)
    QTest.keyClick(page, Qt.Key.Key_L, ALT)
    book = page.books.tasks
    book._on_add()
    write(page.form, name="户籍核对", department="派出所", working_days="3")
    confirm(page, keys)
    assert book.table.words()[0][3] == "还没有开始"
    for _start, _finish in ((True, False), (False, True)):
        book.table.setFocus()
        keys.press(Qt.Key.Key_Return)
        if page.form is not None and "outcome" in page.form.fields:
            write(page.form, outcome="无误")
        confirm(page, keys)
    assert tasks.rows(desk.register, number, desk.clock)[0].done_on is not None
    assert not book.go_on.isEnabled()


def test_a_seal_is_asked_and_a_fee_without_a_basis_is_refused_in_words(
    opened: Callable[[str], CasePage], desk: Desk, keys: Keys
) -> None:
    page = opened(accepted(desk))
    from app.ui.pages.case import book_acts

    page.place.ask(book_acts.ask_seal(page.case_no))
    write(page.form, document="收入证明")
    confirm(page, keys)
    assert [row.document for row in seals.log(desk.register)] == ["收入证明"]
    page.books.money._on_take_fee()
    write(page.form, amount_fen="12.5", payee="某单位")
    confirm(page, keys)
    assert page.form is not None
    assert "代办不收费" in page.form.fields["basis"].sentence


def test_a_complaint_about_whoever_looks_is_not_on_the_page(
    opened: Callable[[str], CasePage], desk: Desk, qtbot: QtBot
) -> None:
    number = accepted(desk)
    cases.record(desk, number, "complained", data={"text": "态度不好"})
    page = opened(number)
    said = " ".join(one.text() for one in page.timeline.widget().findChildren(QLabel))
    assert "投诉" not in said
