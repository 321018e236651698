"""The rules of the page of inquiries: asked, answered, referred, declined, taken over, all by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.inquiries import InquiryDraft, InquiryOutcome
from app.services import inquiries
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.inquiries.page import InquiriesPage
from app.ui.wishes import AcceptWish
from tests.ui.pages.conftest import Keys

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Opener = Callable[[type[InquiriesPage]], InquiriesPage]


@pytest.fixture
def page(open_page: Opener) -> InquiriesPage:
    return open_page(InquiriesPage)


def test_a_question_and_its_answer_are_recorded_together_by_keys(
    page: InquiriesPage, keys: Keys, desk: Desk
) -> None:
    keys.press(Qt.Key.Key_N, ALT)
    keys.type("shebao")
    keys.press(Qt.Key.Key_Return)
    keys.type("at town")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.settle()
    (row,) = inquiries.rows(desk.register)
    assert (row.topic, row.answer, row.outcome) == ("shebao", "at town", InquiryOutcome.ANSWERED)
    assert row.first_asked == desk.actor.name
    assert page.current is not None


def test_an_inquiry_without_words_is_refused_beside_the_field(
    page: InquiriesPage, keys: Keys, desk: Desk
) -> None:
    keys.press(Qt.Key.Key_N, ALT)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.place.form is not None
    assert "问的是什么" in page.place.form.fields["topic"].sentence
    assert inquiries.rows(desk.register) == ()


def test_what_was_asked_is_referred_with_where_to_go(open_page: Opener, keys: Keys, desk: Desk) -> None:
    asked = inquiries.ask(desk, InquiryDraft("电费怎么交"))
    page = open_page(InquiriesPage)
    keys.press(Qt.Key.Key_2, ALT)
    keys.type("power office")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.settle()
    row = inquiries.get(desk.register, asked.inquiry_id)
    assert (row.outcome, row.referred_to) == (InquiryOutcome.REFERRED, "power office")
    assert "power office" in page.facts.words


def test_taking_over_hands_everything_known_to_the_accept_page(
    open_page: Opener, keys: Keys, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    asked = inquiries.ask(desk, InquiryDraft("翻建要不要批", "潘建国", is_request=True))
    open_page(InquiriesPage)
    with qtbot.waitSignal(office.accept_requested) as wish:
        keys.press(Qt.Key.Key_3, ALT)
    assert isinstance(wish.args[0], AcceptWish)
    assert wish.args[0].inquiry_id == asked.inquiry_id
    assert (wish.args[0].name, wish.args[0].note) == ("潘建国", "翻建要不要批")


def test_an_inquiry_that_is_over_offers_nothing_more(open_page: Opener, desk: Desk) -> None:
    asked = inquiries.ask(desk, InquiryDraft("问问"))
    inquiries.withdraw(desk, asked.inquiry_id, "不办了")
    page = open_page(InquiriesPage)
    assert not any(way.isEnabled() for way in page.ways.values())


def test_a_page_without_inquiries_says_how_to_begin(page: InquiriesPage) -> None:
    assert page._nothing.isVisible()
    assert not page.table.isVisible()
