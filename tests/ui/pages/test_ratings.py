"""评价投诉: what waits is counted, boxes are opened by two, and nobody reads a complaint about themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.services import agents, cases, complaints, follow_ups, suggestions
from app.services.desk import Desk
from app.ui.pages.ratings.page import RatingsPage
from tests.services.requests import accepted
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[RatingsPage]], RatingsPage]


@pytest.fixture
def other(desk: Desk) -> Desk:
    tile = agents.add(desk, "李玉梅")
    return Desk(desk.register, agents.sign_in(desk.register, tile.agent_id, "2580", desk.clock), desk.clock)


def fill(page: RatingsPage, keys: Keys, **said: str) -> None:
    assert page.place.form is not None
    for name, words in said.items():
        editor = page.place.form.fields[name].editor
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(words))
        else:
            assert isinstance(editor, QLineEdit)
            editor.setText(words)
    page.place.form.confirm()
    keys.settle()
    keys.settle()


def test_the_dissatisfied_are_called_on_from_the_list(
    open_page: Opener, desk: Desk, other: Desk, keys: Keys
) -> None:
    number = accepted(desk)
    cases.record(desk, number, "completed", data={"result": "已办"})
    cases.record(desk, number, "delivered", data={"to_whom": "本人"})
    said = {"level": "dissatisfied", "way": "reply_card"}
    cases.record(other, number, "rated", reason="跑了三趟", data=said)
    page = open_page(RatingsPage)
    assert "1" in page.tabs.tabText(0)
    page.follow_ups.table.setFocus()
    keys.press(Qt.Key.Key_Return)
    fill(page, keys, text="上门说明了情况")
    assert follow_ups.waiting(desk.register, desk.clock) == ()
    assert page.tabs.tabText(0) == "待回访"


def test_a_box_is_opened_by_two_people(open_page: Opener, desk: Desk, keys: Keys) -> None:
    page = open_page(RatingsPage)
    page.complaints._on_new()
    fill(page, keys, text="等了一上午", channel="box", opened_by="王建国")
    assert page.place.form is not None
    assert "两个人" in page.place.form.fields["opened_with"].sentence
    fill(page, keys, opened_with="李玉梅")
    assert len(complaints.listed(desk.register, desk.clock, viewer=desk.actor.agent_id)) == 1


def test_a_complaint_about_whoever_looks_is_not_listed(open_page: Opener, desk: Desk, other: Desk) -> None:
    complaints.file(other, {"text": "态度不好", "about": desk.actor.agent_id})
    complaints.file(desk, {"text": "门没有开"})
    page = open_page(RatingsPage)
    assert [cells[4] for cells in page.complaints.table.words()] == ["门没有开"]


def test_complaints_and_suggestions_are_answered_once(open_page: Opener, desk: Desk, keys: Keys) -> None:
    complaints.file(desk, {"text": "门没有开"})
    suggestions.add(desk, "门口加两把椅子")
    page = open_page(RatingsPage)
    page.complaints._on_answer()
    fill(page, keys, answer="已调整值班")
    assert not page.complaints.act.isEnabled()
    page.suggestions._on_answer()
    fill(page, keys, answer="已添置")
    assert suggestions.book(desk.register, open_only=True) == ()
    page.suggestions._on_answer()
    assert page.place.form is None
