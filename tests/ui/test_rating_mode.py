"""评价模式: the villager presses, the agent's keys do nothing, and only a PIN or the thanks lead back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.cases import RatingLevel
from app.services import cases
from app.services.desk import Desk
from app.ui.dialogs.rating_mode import RatingMode
from app.ui.pages.case.page import CasePage
from tests.services.requests import accepted
from tests.ui.conftest import PIN, Room


@pytest.fixture
def rating(on_duty: Room) -> Iterator[RatingMode]:
    desk = Desk(on_duty.register, on_duty.office.desk().actor, on_duty.office.clock)
    number = accepted(desk)
    cases.record(desk, number, "completed", data={"result": "已办"})
    cases.record(desk, number, "delivered", data={"to_whom": "本人"})
    on_duty.window.counter.open_page("case", number)
    on_duty.settle()
    page = on_duty.window.counter.page
    assert isinstance(page, CasePage)
    page.begin_rating()
    assert page.rating is not None
    yield page.rating
    on_duty.settle()


def rated(room: Room) -> RatingLevel | None:
    page = room.window.counter.page
    assert isinstance(page, CasePage)
    return cases.show(room.register, page.case_no, room.office.clock).rating


def test_a_pressed_face_is_recorded_though_the_agent_rated_stands_there(
    on_duty: Room, rating: RatingMode
) -> None:
    QTest.keyClicks(rating, "2")
    on_duty.settle()
    assert rating.on_thanks
    assert rated(on_duty) is RatingLevel.SATISFIED
    QTest.keyClick(rating, Qt.Key.Key_Return)
    assert not rating.isVisible()


def test_no_face_is_marked_for_the_villager(rating: RatingMode) -> None:
    assert not any(face.hasFocus() for face in rating.faces)


def test_the_last_two_faces_ask_for_a_reason(on_duty: Room, rating: RatingMode) -> None:
    rating.faces[3].click()
    on_duty.settle()
    assert rated(on_duty) is None
    rating.give_reason(" ")
    assert rating.sentence.text()
    rating.give_reason("多跑了路")
    on_duty.settle()
    assert rated(on_duty) is RatingLevel.DISSATISFIED
    rating._leave()


def test_the_agents_keys_do_nothing(on_duty: Room, rating: RatingMode) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_F10):
        QTest.keyClick(rating, key)
    QTest.keyClick(rating, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    on_duty.settle()
    assert rating.isVisible()
    assert isinstance(on_duty.window.counter.page, CasePage)
    rating.close()
    assert rating.isVisible()
    rating._leave()


def test_only_the_pin_leads_back_without_a_rating(on_duty: Room, rating: RatingMode) -> None:
    rating.ask_pin()
    edit = rating.pin.editor
    assert isinstance(edit, QLineEdit)
    edit.setText("0000")
    rating.prove_pin()
    on_duty.settle()
    assert rating.isVisible()
    assert "口令不对" in rating.pin.told
    edit.setText(PIN)
    rating.prove_pin()
    on_duty.settle()
    assert rated(on_duty) is None
    assert on_duty.window.counter.isVisible()


def test_a_locked_screen_ends_it(on_duty: Room, rating: RatingMode) -> None:
    on_duty.window.lock()
    on_duty.settle()
    assert on_duty.window.login.isVisible()
