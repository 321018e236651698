"""Only the list of sites, figures and escalated cases go up: the district's pages show them by township and village."""

from __future__ import annotations

import re

import pytest

from app.domain.cases import CaseEventKind
from app.domain.periods import parse
from app.services import reports
from sync.server import subordinates, upkeep
from sync.server.console import district_figures, townships
from tests.sync.console.offices import signed_in
from tests.sync.districts import (
    accepted,
    assert_alike,
    desk_of,
    sent_to_the_district,
    step,
    upward,
)
from tests.sync.stations import OTHER_VILLAGE, TOWNSHIP_CODE, VILLAGE, Room, RunningTownship

NOVEMBER = parse("2026-11")
TOWNSHIP_SITE = f"{TOWNSHIP_CODE}000"


@pytest.fixture
def month_over(district: RunningTownship, reporting: RunningTownship, room: Room) -> str:
    """槐树村 sent its November, one case of which lies at the district; 柳林村 sent nothing. The case's number."""
    done = accepted(room, "李建国")
    step(room, done, CaseEventKind.COMPLETED, result="已办好")
    up = sent_to_the_district(reporting, room, "王秀英")
    room.clock.advance(days=9)
    reports.send(desk_of(room), NOVEMBER)
    room.sync()
    upward(reporting)
    return up


def test_what_villages_sent_is_added_up_for_a_township_that_sent_nothing_itself(
    district: RunningTownship, month_over: str
) -> None:
    (row,) = district_figures.by_township(district.township, {TOWNSHIP_SITE: "下河清镇"}, NOVEMBER)
    assert (row.sent, row.listed, row.own) == (1, 2, False)
    whole, accepting, completing = row.rates[0], row.rates[2], row.rates[3]
    assert (whole.numerator, whole.denominator) == (0, 2)
    assert (accepting.numerator, accepting.denominator) == (2, 2)
    assert completing.text == "100.0%"
    villages = district_figures.by_village(district.township, TOWNSHIP_SITE, NOVEMBER)
    assert [(one.code, bool(one.rates)) for one in villages] == [(VILLAGE, True), (OTHER_VILLAGE, False)]


def test_a_township_sends_its_merged_figures_once_and_they_stand_at_the_district(
    district: RunningTownship, reporting: RunningTownship, month_over: str
) -> None:
    with signed_in(reporting) as window:
        done = window.post("/reports?period=2026-11", "/reports/send", {"period": "2026-11"})
        assert "已报送2026年11月的全镇汇总" in done.text and "报送，不再改动" in done.text
        again = window.client.post(
            "/reports/send", data={"form_token": window.token("/reports"), "period": "2026-11"}
        )
        assert again.status_code == 422 and "已经报送过" in again.text
    upward(reporting)
    (row,) = district_figures.by_township(district.township, {TOWNSHIP_SITE: "下河清镇"}, NOVEMBER)
    mine = reports.shown(reporting.register, NOVEMBER, reporting.clock).figures
    assert row.own and row.rates == mine.rates
    assert_alike(district, reporting, TOWNSHIP_SITE)


def test_a_districts_report_opens_from_the_townships_to_one_villages_whole_report(
    district: RunningTownship, reporting: RunningTownship, room: Room, month_over: str
) -> None:
    with signed_in(district) as window:
        page = window.get("/reports").text
        assert "2026年11月六率" in page and "1 / 2 村" in page
        (below,) = re.findall(r'href="/console(/reports\?[^"]*under=[^"]*)"', page)
        villages = window.get(below.replace("&amp;", "&")).text
        assert "槐树村" in villages and "柳林村" in villages and "还没有" in villages
        (sent,) = re.findall(r'href="/console(/reports/sent\?[^"]*)"', villages)
        whole = window.get(sent.replace("&amp;", "&")).text
        assert "报送，不再改动" in whole and "累计办结 1 ÷ 受理 2" in whole
        assert "李建国" not in whole
        assert window.get(f"/reports/sent?period=2026-11&site={OTHER_VILLAGE}").status_code == 404
        assert window.get("/reports?under=620902199000").status_code == 404


def test_a_district_sees_how_fresh_and_how_safe_a_township_is(
    district: RunningTownship, reporting: RunningTownship, month_over: str
) -> None:
    (line,) = townships.lines(district.township, [TOWNSHIP_SITE])
    assert (line.listed, line.spoken, line.lights.open) == (3, 3, 1)
    assert line.last_contact == district.clock.now() and line.shape.number and not line.shape.is_old
    assert line.backup_at is None
    upkeep.backed_up(reporting.township, reporting.home / "made.backup", ok=True)
    upward(reporting)
    (line,) = townships.lines(district.township, [TOWNSHIP_SITE])
    assert line.backup_at == reporting.clock.now()
    assert_alike(district, reporting, TOWNSHIP_SITE)


def test_an_account_of_one_township_sees_nothing_of_another(
    district: RunningTownship, reporting: RunningTownship, month_over: str
) -> None:
    subordinates.add_township(district.township, "620902102", "银达镇")
    with signed_in(district, "钱科长", "clerk", ("620902102000",)) as window:
        assert "银达镇" in window.get("/townships").text
        assert "下河清镇" not in window.get("/townships").text
        assert month_over not in window.get("/").text
        for path in (
            f"/townships/{TOWNSHIP_SITE}",
            f"/cases/{month_over}",
            f"/lights/{VILLAGE}",
            f"/reports?under={TOWNSHIP_SITE}",
            f"/reports/sent?period=2026-11&site={VILLAGE}",
            f"/?site={TOWNSHIP_SITE}",
        ):
            assert window.get(path).status_code == 404, path
    with signed_in(district, "孙科长", "clerk", (TOWNSHIP_SITE,)) as window:
        assert month_over in window.get("/").text
        assert month_over in window.get(f"/?site={TOWNSHIP_SITE}").text
        assert window.get(f"/cases/{month_over}").status_code == 200
