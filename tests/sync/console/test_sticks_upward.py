"""The stick between township and district at two browsers: written here, read there, its answer read here."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.cases import CaseEventKind, CaseState
from app.models.tables import JournalLine, UpwardSite
from sync.client import sticks
from sync.protocol.envelope import Crypt, read_header
from sync.server.console import audit, stick_desk
from tests.sync.console.chromium import Browser
from tests.sync.console.offices import Window, enter, signed_in
from tests.sync.console.page_rules import reached_by_tab, seen
from tests.sync.console.test_sticks import all_of, brought, lying, rows, saved
from tests.sync.districts import accepted, assert_alike, sent_to_the_district, state_at, step
from tests.sync.lines import assert_equal
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.test_district_sticks import unsent
from tests.sync.test_server_put_back import backed_up, put_back

_E = CaseEventKind


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def written_up(window: Window, stick: Path) -> list[str]:
    """The clerk presses the button and saves every file onto the stick."""
    return saved(window, window.post("/sticks", "/sticks/upward"), stick)


def own_lines(district: RunningTownship) -> int:
    """How many lines the district wrote itself about the village."""
    with district.register.reading() as session:
        its = {"site_code": VILLAGE, "replica_id": district.township.server_id}
        return session.query(JournalLine).filter_by(**its).count()


def test_a_case_goes_up_and_its_answer_comes_down_through_two_browsers(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    with signed_in(reporting, "钱经办", "clerk") as here, signed_in(district, "孙经办", "clerk") as there:
        page = here.post("/sticks", "/sticks/upward")
        assert "只有区县打得开" in page.text and "王秀英" not in page.text
        assert saved(here, page, stick)
        assert all(read_header(place.read_bytes()).crypt is Crypt.AGE for place in stick.glob("*.dbn"))
        saved(there, brought(there, *all_of(stick)), stick)
        step(district, case_no, _E.RECEIVED, reference="区7")
        step(district, case_no, _E.COMPLETED, result="区里批准")
        saved(there, brought(there, *all_of(stick)), stick)
        home = brought(here, *all_of(stick))
        said = rows(home)
        assert sum("区县的回执，已读入" in one for one in said.values()) == len(said) - sum(
            "不是要在这里读的文件" in one for one in said.values()
        )
        assert f"新收 {own_lines(district)} 条" in home.text and unsent(reporting) == 0
        written_up(here, stick)  # the place of the district's own lines
        saved(there, brought(there, *all_of(stick)), stick)
        brought(here, *all_of(stick))
    room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, case_no) is CaseState.TO_FETCH
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_a_villages_stick_and_the_districts_answers_are_read_together(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    with signed_in(reporting) as here, signed_in(district) as there:
        written_up(here, stick)
        brought(there, *all_of(stick))
        step(district, case_no, _E.COMPLETED, result="区里批准")
        saved(there, brought(there, *all_of(stick)), stick)
        accepted(room, "李建国")
        sticks.write_out(room.register, stick)
        answer = brought(here, *all_of(stick))
        assert len(saved(here, answer, stick)) == 1
    assert sticks.take_in(room.register, room.clock, stick).left_alone == ()
    assert state_at(room, case_no) is CaseState.TO_FETCH  # it came home with the very same stick
    assert_equal(reporting, [room])


def test_after_a_restore_above_the_page_says_that_the_stick_must_go_once_more(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")

    def trip() -> str:
        written_up(here, stick)
        saved(there, brought(there, *all_of(stick)), stick)
        return brought(here, *all_of(stick)).text

    with signed_in(reporting) as here:
        with signed_in(district, "旧人") as there:
            trip()
            backup = backed_up(district, tmp_path / "copies")
            step(district, case_no, _E.COMPLETED, result="区里批准")
            assert not any("带到区县一次" in trip() for _time in range(2))
        put_back(district, backup, tmp_path / "back")
        with signed_in(district, "新人") as there:
            said = ["带到区县一次" in trip() for _time in range(4)]
    assert said[0] and not said[-1]
    assert state_at(district, case_no) is CaseState.TO_FETCH
    assert_alike(district, reporting, VILLAGE)


def test_what_was_written_is_only_for_who_wrote_it_and_only_for_a_while(
    reporting: RunningTownship, room: Room
) -> None:
    with signed_in(reporting) as here, signed_in(reporting, "钱经办", "clerk") as other:
        here.post("/sticks", "/sticks/upward")
        assert "要带到区县的文件" in here.get("/sticks").text and lying(reporting)
        assert "要带到区县的文件" not in other.get("/sticks").text
        reporting.clock.advance(minutes=stick_desk.KEPT_MINUTES - 5)
        assert here.get("/sticks").status_code == 200
        reporting.clock.advance(minutes=6)
        assert "要带到区县的文件" not in here.get("/sticks").text and not lying(reporting)
        (act, *_older) = audit.page(reporting.township, audit.Asked()).rows
        assert (act.act, act.outcome) == ("写到区县的U盘", "ok")


def test_where_there_is_no_district_nothing_is_said_of_one(township: RunningTownship, room: Room) -> None:
    with signed_in(township) as here:
        assert "区县" not in here.get("/sticks").text
        refused = here.post("/sticks", "/sticks/upward")
        assert refused.status_code == 422 and "还没有在区县登记" in refused.text
    with township.register.reading() as session:
        assert session.query(UpwardSite).count() == 0


@pytest.mark.needs("chromium")
def test_the_page_writes_for_the_district_by_keyboard(
    reporting: RunningTownship, room: Room, one_chromium: Browser, pictures: Path
) -> None:
    sent_to_the_district(reporting, room, "王秀英")
    enter(one_chromium, reporting, "钱经办", "clerk")
    one_chromium.open(f"{reporting.url}/console/sticks")
    reached_by_tab(one_chromium)
    one_chromium.run("document.querySelector('form[action$=upward] button').focus()")
    one_chromium.press("Enter", leaves=True)
    text = seen(one_chromium, pictures / "stick-up.png")
    assert "要带到区县的文件" in text and "带到区县，区县读入后" in text
    reached_by_tab(one_chromium)
