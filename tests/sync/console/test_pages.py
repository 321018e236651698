"""Every page of the console in a real Chromium at 1366 × 768, by keyboard where people type; each is pictured."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.cases import CaseState
from app.services import agents, cases, complaints, transfer_lists
from tests.sync.console.chromium import Browser
from tests.sync.console.offices import desk_of
from tests.sync.console.page_rules import reached_by_tab, seen
from tests.sync.stations import VILLAGE, Room, RunningTownship

pytestmark = pytest.mark.needs("chromium")


def test_the_inbox_and_a_case_from_receipt_to_result(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser, pictures: Path
) -> None:
    room, (number, *_others) = busy
    browser.open(f"{township.url}/console/")
    text = seen(browser, pictures / "inbox.png")
    assert "待收件 3" in text and "<script>document.title" in text
    assert browser.run("document.title") != "坏"
    reached_by_tab(browser)
    browser.open(f"{township.url}/console/cases/{number}")
    assert "本级收件号" in seen(browser, pictures / "case.png")
    reached_by_tab(browser)
    browser.type("#received-reference", "镇2026-001")
    browser.run("document.querySelector('#received-answer_due_on').value = '2026-12-04'")
    browser.send("#received button")
    assert "已记录“上级收件”" in browser.text()
    browser.run("document.querySelector('#assigned').open = true")
    browser.type("#assigned-to", "社会事务办")
    browser.send("#assigned button")
    assert "本级承办\n社会事务办" in seen(browser, pictures / "case-received.png")
    browser.type("#completed-result", "同意，发放通知书")
    browser.send("#completed button")
    assert "待取回" in browser.text()
    room.sync()
    row = cases.show(room.register, number, room.clock)
    assert (row.row.state, row.answer_due_on and row.answer_due_on.isoformat()) == (
        CaseState.TO_FETCH,
        "2026-12-04",
    )
    assert row.result == "同意，发放通知书"


def test_a_case_goes_back_once_with_everything_and_again_only_with_a_reason(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser, pictures: Path
) -> None:
    room, (number, *_others) = busy
    page = f"{township.url}/console/cases/{number}"
    browser.open(page)
    browser.send("#returned button")
    assert "没有完成" in seen(browser, pictures / "case-refused.png")
    browser.run("document.querySelector('#returned input[type=checkbox]').click()")
    browser.run("document.querySelector('#returned').open = true")
    browser.type("#returned-missing", "收入证明、村民代表签字")
    browser.send("#returned button")
    assert "退回补正" in browser.text()
    room.sync()
    waiting = cases.show(room.register, number, room.clock)
    assert waiting.row.state is CaseState.WAITING_MATERIALS and "收入证明" in waiting.missing
    cases.record(desk_of(room), number, "supplemented", data={"materials": list(waiting.missing)})
    cases.record(desk_of(room), number, "escalated")
    room.sync()
    browser.open(page)
    browser.run("document.querySelector('#returned').open = true")
    browser.type("#returned-missing", "还要一份")
    browser.send("#returned button")
    assert "已经退回补正过 1 次" in browser.text()


def test_the_search_answers_while_one_types_and_keeps_names_out_of_the_address(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser
) -> None:
    browser.open(f"{township.url}/console/")
    browser.type("#words", "李建国")
    browser.until("document.querySelector('#rows caption').innerText.startsWith('找到')")
    assert "李建国" in browser.text("#rows") and "王秀英" not in browser.text("#rows")
    browser.press("Enter", leaves=True)
    assert str(browser.run("location.pathname")).endswith("/search")
    assert "李建国" in browser.text("#rows") and "?" not in str(browser.run("location.href"))


def test_a_bag_is_ticked_by_scanning_each_slip(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser, pictures: Path
) -> None:
    from app.services import slip_codes

    room, numbers = busy
    (row,) = transfer_lists.listed(room.register)
    browser.open(f"{township.url}/console/bags")
    assert "还没有对账" in seen(browser, pictures / "bags.png")
    browser.type("#code", slip_codes.code_text(room.register.keys, row.list_no))
    browser.press("Enter", leaves=True)
    assert "签名是真的" in browser.text()
    browser.send(".said a")
    for number in numbers[:2]:  # the scanner types into the field that has the focus, and Enter
        assert browser.run("document.activeElement.id") == "scan"
        browser.call("Input.insertText", text=slip_codes.code_text(room.register.keys, number))
        browser.press("Enter", leaves=True)
        assert f"{number} 在袋里，已打勾" in browser.text()
    browser.call("Input.insertText", text="DB1*101201-261123-A1-001K*ABCDEFGH*AAAA")
    browser.press("Enter", leaves=True)
    assert "没有完成" in browser.text() and "打勾 2 件" in browser.text()
    browser.send("#done")
    assert "有缺件请写明情况" in browser.text()
    assert browser.run("document.querySelectorAll('input[name=there]:checked').length") == 2
    browser.type("#remark", "袋里没有这一件")
    seen(browser, pictures / "bag.png")
    reached_by_tab(browser)
    browser.send("#done")
    assert f"缺 {numbers[2]}" in browser.text()
    browser.type("#code", "DB1*101201-261123-A1-001K*ABCDEFGH*AAAA")
    browser.press("Enter", leaves=True)
    assert "没有通过" in browser.text()
    room.sync()
    (ticked,) = transfer_lists.listed(room.register)
    assert ticked.checked_at is not None and [line.checked for line in ticked.lines].count(False) == 1


def test_lights_of_all_villages_open_to_their_cases(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser, pictures: Path
) -> None:
    township.clock.advance(days=60)
    from sync.server.console import accounts, sessions

    account = accounts.prove(township.township, "赵主任", "槐树下面好乘凉2026")
    token = sessions.begin(township.township, account)
    browser.call(
        "Network.setCookie",
        url=township.url,
        path="/console",
        name="daiban_console",
        value=token,
        secure=True,
    )
    browser.open(f"{township.url}/console/lights")
    assert "超期 3" in seen(browser, pictures / "lights.png")
    reached_by_tab(browser)
    browser.send("td a[href*='light=red']")
    assert "王秀英" in seen(browser, pictures / "lights-village.png")


def test_a_case_is_sent_to_the_agent_who_knows_the_matter(
    township: RunningTownship, village: Room, browser: Browser, pictures: Path
) -> None:
    from app.domain.requests import AcceptRequest
    from app.models.tables import Agent

    with village.register.write("test", village.clock) as unit:
        unit.add(Agent(name="吴民政", post="村文书", specialities="民政、残联"))
        unit.add(Agent(name="郑农技", post="村委", specialities="农技"))
        unit.commit()
    request = AcceptRequest(name="王秀英", id_missing_reason="未带证件", phone="13800000000", item="MZ05")
    case = cases.accept(desk_of(village), request)
    village.sync()
    browser.open(f"{township.url}/console/dispatch")
    assert case.case_no in seen(browser, pictures / "dispatch.png")
    browser.open(f"{township.url}/console/dispatch/{case.case_no}")
    seen(browser, pictures / "dispatch-case.png")
    reached_by_tab(browser)
    assert browser.text("tbody tr").startswith("\t吴民政") or "吴民政" in browser.text("tbody tr")
    browser.run("document.querySelector('tbody input').click()")
    browser.send("main button.first")
    assert "派给吴民政" in browser.text()
    village.sync()
    assert cases.show(village.register, case.case_no, village.clock).assigned_to == "吴民政"
    wu = next(tile for tile in agents.tiles(village.register) if tile.name == "吴民政")
    assert wu.agent_id


def test_the_township_s_own_window_accepts_and_declines_by_the_same_rules(
    township: RunningTownship, village: Room, browser: Browser, pictures: Path
) -> None:
    browser.open(f"{township.url}/console/accept")
    browser.type("#name", "陈大山")
    browser.type("#phone", "13900000000")
    browser.type("#id_missing_reason", "未带证件")
    browser.choose("#item", "MZ05")
    browser.until("document.querySelector('#papers input') !== null")
    browser.until("document.querySelector('#look .badge') !== null")
    assert "补办件" in browser.text("#look")
    browser.run("document.querySelectorAll('#papers input').forEach(e => e.click())")
    browser.until("!document.querySelector('#look').innerText.includes('补办件')")
    seen(browser, pictures / "accept.png")
    reached_by_tab(browser)
    browser.send("main button.first")
    text = seen(browser, pictures / "accepted.png")
    assert "已受理 101000-" in text and "陈大山" in text
    browser.open(f"{township.url}/console/accept")
    browser.send("main button.first")
    assert "没有完成" in browser.text()


def test_complaints_are_ruled_on_and_the_ruling_reaches_the_room(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser, pictures: Path
) -> None:
    room, _numbers = busy
    browser.open(f"{township.url}/console/complaints")
    assert "跑了三趟没人管" in seen(browser, pictures / "complaints.png")
    reached_by_tab(browser)
    browser.type("textarea", "责成向群众说明情况")
    browser.send("main form button")
    assert "已记下处理意见" in browser.text()
    room.sync()
    found = complaints.listed(room.register, room.clock, viewer="somebody")
    assert [row.ruling for row in found] == ["责成向群众说明情况"]


def test_rates_open_to_their_cases_and_the_workbook_is_made(
    township: RunningTownship, busy: tuple[Room, list[str]], browser: Browser, pictures: Path
) -> None:
    browser.open(f"{township.url}/console/reports")
    assert "申请事项受理率" in seen(browser, pictures / "reports.png")
    reached_by_tab(browser)
    browser.send(f"a[href*='requests_accepted'][href$='{VILLAGE}']")
    assert "王秀英" in seen(browser, pictures / "reports-behind.png")
    browser.open(f"{township.url}/console/reports/standing?period=2026-11&site={VILLAGE}")
    assert "没有达到" in seen(browser, pictures / "reports-standing.png")
