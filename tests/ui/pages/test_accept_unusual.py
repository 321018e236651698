"""The rules of the rare things of acceptance: behind one key, kept with the draft, refused beside their field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseKind, CaseState, MaterialForm, ServiceMode
from app.domain.catalogue import MaterialRequirement
from app.domain.mandates import MandateDraft
from app.domain.organisations import check_character
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseFilter, VillagerRow
from app.services import cases, inquiries, mandates, organisations, preferences, reserved_numbers, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from app.ui.habits import AFTER_ACCEPTING
from app.ui.pages.accept.page import AcceptPage
from app.ui.widgets.material_model import MaterialModel, forms_of
from app.ui.wishes import AcceptWish
from tests.ui.pages.conftest import Keys

ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
CODE = "93620902MA7" + "0000AB"
Opener = Callable[[type[AcceptPage]], AcceptPage]


@pytest.fixture
def page(open_page: Opener, desk: Desk, people: dict[str, VillagerRow]) -> AcceptPage:
    preferences.put(desk.register, AFTER_ACCEPTING, "none")
    return open_page(AcceptPage)


def begin(keys: Keys, who: str = "ldq", item: str = "ZZ05") -> None:
    keys.type(who)
    keys.press(ENTER)
    keys.type(item)
    keys.press(ENTER)
    keys.press(Qt.Key.Key_A)


def put(page: AcceptPage, **answers: str) -> None:
    grid = page.form.rare.grid
    grid.fill(grid.answers() | answers)


def test_the_rare_things_stay_away_until_their_key_is_pressed(page: AcceptPage, keys: Keys) -> None:
    begin(keys)
    assert page.form.rare.isHidden()
    keys.press(Qt.Key.Key_F4)
    assert not page.form.rare.isHidden()
    hand = QApplication.focusWidget()
    assert hand is not None
    assert page.form.rare.isAncestorOf(hand)
    keys.press(Qt.Key.Key_F4)
    assert page.form.rare.isHidden()


def test_an_urgent_request_needs_its_reason_and_who_approved_it(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    begin(keys)
    put(page, urgency="urgent")
    keys.press(ENTER, CTRL)
    assert "急办" in page.form.rare.grid.fields["urgency_reason"].sentence
    put(page, urgency="urgent", urgency_reason="明天住院", urgency_approver="王建国")
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    assert cases.show(desk.register, saved.args[0].case_no, desk.clock).urgency == "urgent"


def test_another_kind_is_taken_only_with_a_reason(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    begin(keys, item="ZZ08")
    proposed = cases.preview(desk, page.form.draft().request()).proposed
    assert proposed is not None
    other = CaseKind.PROMISED if proposed is CaseKind.IMMEDIATE else CaseKind.IMMEDIATE
    put(page, kind=other.value)
    keys.settle()
    keys.press(ENTER, CTRL)
    assert "原因" in page.form.rare.grid.fields["kind_reason"].sentence
    put(page, kind=other.value, kind_reason="要入户核实")
    keys.settle()
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    assert saved.args[0].kind is other


def test_an_organisations_code_is_checked_as_it_is_typed_and_it_applies(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    keys.press(Qt.Key.Key_F3)
    keys.type("hezuoshe")
    keys.press(ENTER)
    part = page.form.who.organisation
    keys.type(CODE)
    assert "已输 17 位" in part.edit.fields["credit_code"].sentence
    right = check_character(CODE)
    keys.type("A" if right != "A" else "B")
    assert "最后一位对不上" in part.edit.fields["credit_code"].sentence
    keys.press(Qt.Key.Key_Backspace)
    keys.type(right)
    assert "无误" in part.edit.fields["credit_code"].sentence
    page.form.what.picker.field.setFocus()
    keys.type("GY01")
    keys.press(ENTER)
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    assert saved.args[0].organisation_id
    assert organisations.find(desk.register, CODE + right)[0].name == "hezuoshe"


def test_a_mandate_is_given_in_place_and_the_case_stands_on_it(
    page: AcceptPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow], qtbot: QtBot
) -> None:
    begin(keys)
    page.form.more.representative_line.setText("李强")
    part = page.form.more.mandates
    assert part.isVisible()
    part.give.click()
    assert part.grid.answers()["representative"] == "李强"
    part.grid.fill(part.grid.answers() | {"relation": "儿子", "powers": "代交材料"})
    part._on_save()
    keys.settle()
    keys.settle()
    given = mandates.rows(desk.register, people["李德全"].villager_id)
    assert [row.representative for row in given] == ["李强"]
    assert page.form.draft().rare.mandate_id == given[0].mandate_id
    with qtbot.waitSignal(page.saved):
        keys.press(ENTER, CTRL)


def test_valid_mandates_are_offered_to_a_returning_applicant(
    page: AcceptPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    who = people["李德全"].villager_id
    row = mandates.give(desk, MandateDraft("李强", date(2026, 1, 1), villager_id=who, relation="儿子"))
    begin(keys)
    page.form.more.mandates.choose(row.mandate_id)
    assert page.form.more.representative_line.text() == "李强"
    assert page.form.more.relation_line.text() == "儿子"


def test_a_slip_with_a_reserved_number_is_entered_under_its_number_and_day(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    number = reserved_numbers.reserve(desk, 1)[0]
    begin(keys)
    put(page, paper_no=number, paper_on="2026-11-23")
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    assert saved.args[0].case_no == number


def test_a_declined_request_gets_a_number_and_ends_at_once(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    begin(keys)
    keys.press(Qt.Key.Key_F4)
    page.form.rare.declining.click()
    part = page.form.rare.decline
    part.confirm.click()
    assert "依据" in part.grid.fields["ground"].sentence
    part.grid.fill({"ground": "not_resident", "where_to_go": "户籍所在村"})
    with qtbot.waitSignal(page.saved) as saved:
        part.confirm.click()
    assert cases.show(desk.register, saved.args[0].case_no, desk.clock).row.state is CaseState.DECLINED
    assert page.done_panel.declined


def test_a_home_visit_asks_where_and_the_counter_asks_nothing(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    begin(keys)
    assert page.form.more.needs.isHidden()
    page.form.more.choose_mode(ServiceMode.HOME)
    keys.settle()
    assert not page.form.more.needs.fields["place"].isHidden()
    assert page.form.more.needs.fields["tour_id"].isHidden()
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    assert cases.show(desk.register, saved.args[0].case_no, desk.clock).mode is ServiceMode.HOME


def test_who_cannot_walk_is_served_at_home_unless_a_mode_was_chosen(
    page: AcceptPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow]
) -> None:
    old = people["李德全"]
    villagers.save(
        desk,
        VillagerDraft(
            old.name, old.id_number, old.phone, old.group, villager_id=old.villager_id, tags=("行动不便",)
        ),
    )
    begin(keys)
    keys.settle()
    assert page.form.more.chosen_mode() is ServiceMode.HOME


def test_the_draft_keeps_every_unusual_answer(
    page: AcceptPage, keys: Keys, open_page: Opener, qtbot: QtBot
) -> None:
    keys.press(Qt.Key.Key_F3)
    keys.type("hezuoshe")
    keys.press(ENTER)
    put(page, urgency="special", urgency_reason="抗旱", paper_on="2026-11-20", lead_department="农业农村局")
    page.form.more.choose_mode(ServiceMode.TEAM)
    page.form.more.needs.fill({"place": "二组打谷场"})
    qtbot.waitUntil(lambda: page.keeping.settled)
    again = open_page(AcceptPage)
    keys.settle()
    draft, before = again.form.draft(), page.form.draft()
    assert draft.rare == before.rare
    assert draft.rare.urgency == "special"
    assert draft.rare.place == "二组打谷场"
    assert draft.organisation.name == "hezuoshe"
    assert draft.of_organisation
    assert draft.mode is ServiceMode.TEAM


def test_what_was_asked_becomes_a_case_and_keeps_who_was_asked_first(
    page: AcceptPage, keys: Keys, desk: Desk, people: dict[str, VillagerRow], qtbot: QtBot
) -> None:
    from app.domain.inquiries import InquiryDraft, InquiryOutcome

    asked = inquiries.ask(desk, InquiryDraft("怎么办高龄津贴", is_request=True))
    who = people["李德全"].villager_id
    page.open(AcceptWish(villager_id=who, item_code="ZZ05", note="怎么办", inquiry_id=asked.inquiry_id))
    keys.settle()
    keys.settle()
    with qtbot.waitSignal(page.saved) as saved:
        keys.press(ENTER, CTRL)
    row = inquiries.get(desk.register, asked.inquiry_id)
    assert row.outcome is InquiryOutcome.CASE
    assert row.case_no == saved.args[0].case_no


def test_one_of_papers_that_are_alternatives_is_enough(qapp: QApplication) -> None:
    model = MaterialModel()
    model.show_requirements(
        (
            MaterialRequirement("社保卡", group="账户"),
            MaterialRequirement("银行卡", group="账户"),
            MaterialRequirement("身份证"),
        )
    )
    model.tick(1, True)
    model.tick_all()
    assert [paper.name for paper in model.given()] == ["银行卡", "身份证"]
    assert model.index(0, 1).data() == "已有一样"


def test_an_undertaking_stands_only_where_the_catalogue_allows_it(qapp: QApplication) -> None:
    model = MaterialModel()
    model.show_requirements(
        (MaterialRequirement("收入证明", undertaking=True), MaterialRequirement("身份证"))
    )
    assert model.undertake(0)
    assert not model.undertake(1)
    assert [(paper.name, paper.undertaken) for paper in model.given()] == [("收入证明", True)]


def test_an_original_stays_at_the_room_only_where_the_item_says_so(qapp: QApplication) -> None:
    seen = MaterialRequirement("户口簿", forms=("original",))
    assert MaterialForm.ORIGINAL not in forms_of(seen, may_be_held=False)
    assert MaterialForm.ORIGINAL in forms_of(seen, may_be_held=True)
    model = MaterialModel()
    model.show_requirements((seen,), lambda _paper: True)
    while model.given() == () or model.given()[0].form is not MaterialForm.ORIGINAL:
        model.turn_form(0, 1)
    model.keep(0, "一号抽屉", date(2026, 12, 1))
    assert (model.given()[0].kept_where, model.given()[0].held_until) == ("一号抽屉", date(2026, 12, 1))
    model.turn_form(0, 1)
    assert model.given()[0].kept_where == ""


def test_a_sensitive_item_is_named_in_neutral_words_when_saved(
    page: AcceptPage, keys: Keys, qtbot: QtBot
) -> None:
    begin(keys, item="MZ04")
    with qtbot.waitSignal(page.saved):
        keys.press(ENTER, CTRL)
    assert "救助" not in page.done_panel._who.text()
    assert "民生服务事项" in page.done_panel._who.text()


def test_nobody_is_accepted_twice_while_the_first_saving_is_under_way(
    page: AcceptPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    begin(keys)
    with qtbot.waitSignal(page.saved):
        page.save()
        page.save()
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == 1


def test_an_open_case_of_an_organisation_is_shown_too(page: AcceptPage, keys: Keys, desk: Desk) -> None:
    first = cases.accept(desk, AcceptRequest(name="", item="GY01", organisation="hezuoshe"))
    keys.press(Qt.Key.Key_F3)
    keys.type("hezuoshe")
    keys.press(ENTER)
    keys.type("GY01")
    keys.press(ENTER)
    keys.settle()
    assert [row.case_no for row in page.outcome.duplicates.rows] == [first.case_no]
