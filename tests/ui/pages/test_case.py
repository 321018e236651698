"""The rules of a case's page: only what is allowed, fields on the page, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.cases import CaseEventKind
from app.domain.requests import AcceptRequest
from app.domain.rows import VillagerRow
from app.errors import Refusal
from app.models.tables import ServiceCase, UnreadLine
from app.services import cases
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.case.page import CasePage
from app.ui.pages.case.steps import SHOWN
from app.ui.widgets.ask_form import AskForm
from app.ui.widgets.id_line import IdLine
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[CasePage]], CasePage]


@pytest.fixture
def case_no(desk: Desk, people: dict[str, VillagerRow]) -> str:
    person = people["李德全"]
    return cases.accept(
        desk, AcceptRequest(name=person.name, item="MZ05", villager_id=person.villager_id)
    ).case_no


@pytest.fixture
def page(open_page: Opener, case_no: str, keys: Keys) -> CasePage:
    made = open_page(CasePage)
    made.open(case_no)
    keys.settle()
    return made


def step_of(page: CasePage) -> AskForm | None:
    return page.form


def test_only_allowed_steps_are_offered(page: CasePage, desk: Desk, case_no: str) -> None:
    allowed = cases.show(desk.register, case_no, desk.clock).allowed
    assert tuple(page.steps.buttons) == allowed[:SHOWN]


def test_a_step_is_recorded_from_its_fields_on_the_page(
    page: CasePage, keys: Keys, office: Office, qtbot: QtBot
) -> None:
    page.begin_step(CaseEventKind.SUPPLEMENTED)
    assert page.form is not None
    with qtbot.waitSignal(page.shown_case):
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert step_of(page) is None
    assert page.case is not None
    assert page.case.missing == ()
    assert "补齐材料" in page.bar.sentence


def test_a_missing_field_is_said_beside_it_and_nothing_is_recorded(
    page: CasePage, keys: Keys, desk: Desk, case_no: str
) -> None:
    before = len(cases.show(desk.register, case_no, desk.clock).timeline)
    page.begin_step(CaseEventKind.WITHDRAWN)
    assert page.form is not None
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "原因" in page.form.fields["reason"].sentence
    keys.press(Qt.Key.Key_Escape)
    assert step_of(page) is None
    assert len(cases.show(desk.register, case_no, desk.clock).timeline) == before


def test_the_id_number_is_masked_until_asked_for(
    page: CasePage, people: dict[str, VillagerRow], qtbot: QtBot
) -> None:
    number = people["李德全"].id_number
    line = page.books.facts.findChild(IdLine)
    assert isinstance(line, IdLine)
    assert line.words == "*" * 14 + number[-4:]
    QTest.mouseClick(line.reveal, Qt.MouseButton.LeftButton)
    assert line.words == number


def test_the_window_title_never_names_the_person(page: CasePage) -> None:
    assert "李德全" not in page.windowTitle()
    assert "李德全" not in page.title


def test_what_happened_is_listed_newest_first(page: CasePage, keys: Keys, qtbot: QtBot) -> None:
    page.begin_step(CaseEventKind.NOTIFIED)
    with qtbot.waitSignal(page.shown_case):
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    words = [one.text() for one in page.timeline.widget().findChildren(QLabel)]
    assert words.index("一次告知") < words.index("受理")


def test_a_number_that_does_not_exist_says_so(open_page: Opener, desk: Desk, keys: Keys) -> None:
    page = open_page(CasePage)
    page.open("101201-261123-A1-999X")
    keys.settle()
    assert page.case is None
    assert page.state.words == "这件没有打开"


def reopened_with(page: CasePage, keys: Keys, desk: Desk, *, closes: bool) -> None:
    """A newer program's line about the case, of which this one reads a part or nothing."""
    assert page.case is not None
    with desk.register.writing() as session:
        case = session.scalars(select(ServiceCase).where(ServiceCase.case_no == page.case_no)).one()
        about = {"record_type": "case", "record_id": case.id, "case_id": case.id, "schema": 2}
        session.add(UnreadLine(site_code=case.site_code, n=9, closes=closes, **about))
        session.commit()
    page.reload()
    keys.settle()


def test_a_case_that_a_newer_program_wrote_more_about_says_so_and_goes_on(
    page: CasePage, keys: Keys, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    assert page.newer.sentence == ""
    reopened_with(page, keys, desk, closes=False)
    assert "1 处内容是更新版本的程序写的" in page.newer.sentence and "请升级程序" in page.newer.sentence
    assert page.steps.buttons and not page.steps.isHidden()
    with qtbot.waitSignal(office.upgrade_requested):
        page.newer.findChild(QPushButton, "messageAct").click()  # type: ignore[union-attr]


def test_a_case_that_this_program_would_misread_is_only_looked_at(
    page: CasePage, keys: Keys, desk: Desk
) -> None:
    reopened_with(page, keys, desk, closes=True)
    assert "本机只能看，不能改" in page.newer.sentence
    assert page.steps.isHidden() and not page.steps.buttons
    with pytest.raises(Refusal, match="请先升级程序"):
        cases.record(desk, page.case_no, CaseEventKind.PROGRESSED, data={"text": "在办"})
