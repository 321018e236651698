"""The district's console in a real Chromium at 1366 × 768: every page is pictured, whole, and reached by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain.cases import CaseEventKind
from app.services import reports
from sync.server import upkeep
from tests.sync.console.chromium import Browser
from tests.sync.console.offices import enter
from tests.sync.console.page_rules import reached_by_tab, seen
from tests.sync.console.test_district_figures import NOVEMBER, TOWNSHIP_SITE
from tests.sync.districts import desk_of, sent_to_the_district, step, upward
from tests.sync.stations import VILLAGE, Room, RunningTownship

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def cases_above(
    district: RunningTownship, reporting: RunningTownship, room: Room, clock: SetClock
) -> tuple[str, str]:
    """Two cases of 槐树村 at the district, and November's figures of the village and of the whole township."""
    numbers = tuple(sent_to_the_district(reporting, room, name) for name in ("王秀英", "李建国"))
    clock.advance(days=9)
    reports.send(desk_of(room), NOVEMBER)
    room.sync()
    reports.send(desk_of(reporting), NOVEMBER)
    upkeep.backed_up(reporting.township, reporting.home / "made.backup", ok=True)
    upward(reporting)
    return numbers[0], numbers[1]


@pytest.fixture
def at_the_district(
    one_chromium: Browser, district: RunningTownship, cases_above: tuple[str, str]
) -> Browser:
    """Chromium with 钱科长 of the district signed in."""
    enter(one_chromium, district, "钱科长")
    return one_chromium


def test_a_district_receives_a_case_and_decides_it(
    district: RunningTownship, cases_above: tuple[str, str], at_the_district: Browser, pictures: Path
) -> None:
    browser, (number, _other) = at_the_district, cases_above
    browser.open(f"{district.url}/console/")
    text = seen(browser, pictures / "district-inbox.png")
    assert (
        "待收件 2" in text and "窗口受理" not in browser.text("nav") and "区县代办" in browser.text("header")
    )
    reached_by_tab(browser)
    browser.open(f"{district.url}/console/cases/{number}")
    seen(browser, pictures / "district-case.png")
    reached_by_tab(browser)
    browser.type("#received-reference", "区2026-7")
    browser.run("document.querySelector('#received-answer_due_on').value = '2026-12-20'")
    browser.send("#received button")
    assert "区2026-7" in seen(browser, pictures / "district-case-received.png")
    browser.open(f"{district.url}/console/?tray=working")
    assert number in seen(browser, pictures / "district-inbox-working.png")
    browser.open(f"{district.url}/console/cases/{number}")
    browser.type("#completed-result", "区里批准")
    browser.send("#completed button")
    assert "待取回" in browser.text()


def test_a_township_shows_what_was_sent_on_in_a_tray_of_its_own(
    reporting: RunningTownship,
    district: RunningTownship,
    cases_above: tuple[str, str],
    one_chromium: Browser,
    pictures: Path,
) -> None:
    browser = one_chromium
    for number in cases_above:
        step(
            district, number, CaseEventKind.RECEIVED, reference="肃州区2026-1031", answer_due_on="2026-12-04"
        )
        step(reporting, number, CaseEventKind.RECEIVED, reference="镇2026-1", answer_due_on="2026-11-30")
        step(reporting, number, CaseEventKind.ESCALATED)
    upward(reporting)
    enter(browser, reporting, "赵主任")
    browser.open(f"{reporting.url}/console/?tray=above")
    text = seen(browser, pictures / "township-inbox-above.png")
    assert (
        "已送区县 2" in text
        and "待收件 0" in text
        and "区县收件号、答复" in text
        and "肃州区2026-1031" in text
    )
    reached_by_tab(browser)
    browser.open(f"{reporting.url}/console/cases/{cases_above[0]}")
    assert "已送区县，等答复" in seen(browser, pictures / "township-case-above.png")
    reached_by_tab(browser)
    browser.open(f"{reporting.url}/console/reports?period=2026-11")
    assert "已在 2026-12-02 报送" in seen(browser, pictures / "township-reports-sent.png")
    reached_by_tab(browser)
    browser.open(f"{reporting.url}/console/devices")
    assert "上报肃州区" in seen(browser, pictures / "township-devices.png")
    reached_by_tab(browser)


def test_a_district_watches_its_townships_down_to_a_villages_report(
    district: RunningTownship, cases_above: tuple[str, str], at_the_district: Browser, pictures: Path
) -> None:
    browser = at_the_district
    browser.open(f"{district.url}/console/townships")
    assert "下河清镇" in seen(browser, pictures / "district-townships.png")
    reached_by_tab(browser)
    browser.send("td a[href*='/townships/']")
    assert "槐树村" in seen(browser, pictures / "district-township.png")
    reached_by_tab(browser)
    browser.send(f"a[href$='/lights/{VILLAGE}']")
    assert "王秀英" in seen(browser, pictures / "district-lights-village.png")
    browser.open(f"{district.url}/console/lights")
    seen(browser, pictures / "district-lights.png")
    browser.open(f"{district.url}/console/reports")
    assert "乡镇已汇总" in seen(browser, pictures / "district-reports.png")
    reached_by_tab(browser)
    browser.send("th a[href*='under=']")
    assert "已报送" in seen(browser, pictures / "district-reports-villages.png")
    reached_by_tab(browser)
    browser.send("th a[href*='/reports/sent']")
    assert "累计办结" in seen(browser, pictures / "district-report.png")
    reached_by_tab(browser)
    for path in ("/devices/events", "/devices/quarantine", "/people", "/audit"):
        browser.open(f"{district.url}/console{path}")
        seen(browser, pictures / f"district{path.replace('/', '-')}.png")
        reached_by_tab(browser)


def test_a_township_is_listed_let_in_and_put_out_by_the_district(
    district: RunningTownship, cases_above: tuple[str, str], at_the_district: Browser, pictures: Path
) -> None:
    browser = at_the_district
    browser.open(f"{district.url}/console/townships")
    browser.type("#code", "620902102")
    browser.type("#name", "银达镇")
    browser.send("main form button.first")
    assert "已添加 银达镇" in browser.text() and "还没有登记" in browser.text()
    browser.open(f"{district.url}/console/townships/620902102000")
    browser.send("form[action$='/code'] button")
    assert "enrol-upward" in seen(browser, pictures / "district-township-code.png")
    browser.open(f"{district.url}/console/townships/{TOWNSHIP_SITE}")
    browser.run("document.querySelector('form[action$=\"/revoke\"]').closest('details').open = true")
    browser.send("form[action$='/revoke'] button")
    assert "没有停用" in seen(browser, pictures / "district-revoke-refused.png")
    browser.type("form[action$='/revoke'] #reason", "服务器被盗")
    browser.run("document.querySelector('input[name=sure]').click()")
    browser.send("form[action$='/revoke'] button")
    assert "已停用" in seen(browser, pictures / "district-revoked.png")
    browser.type("form[action$='/admit'] #reason", "找回来了")
    browser.send("form[action$='/admit'] button")
    assert "在用" in browser.text()
