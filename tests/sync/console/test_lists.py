"""Long lists go on on a next page, are narrowed by village, person, act and day, and keep names out of addresses."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.domain.cases import Light
from app.services import complaints
from sync.server.console import accounts, audit, case_lists, paging, trays
from sync.server.console.audit import Asked
from sync.server.console.trays import Tray
from tests.sync.console.offices import PASSWORD, Window, account, desk_of, escalated
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship


def test_pages_hold_every_row_once_and_never_begin_behind_the_last() -> None:
    rows = list(range(101))
    pages = [paging.cut(rows, first, 50) for first in (0, 50, 100)]
    assert [row for page in pages for row in page.rows] == rows
    assert [(page.earlier, page.later) for page in pages] == [(None, 50), (0, 100), (50, None)]
    assert paging.cut(rows, 10**8, 50).first == 100
    assert paging.cut(rows, 73, 50).first == 50
    empty: paging.Paged[int] = paging.cut([], 50)
    assert (empty.rows, empty.first, empty.earlier, empty.later) == ((), 0, None, None)


def test_an_inbox_longer_than_a_page_goes_on(
    township: RunningTownship, village: Room, admin: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [escalated(village, f"王秀{one}") for one in "一二三"]
    village.sync()
    monkeypatch.setattr(paging.read, "__defaults__", (2,))
    first = admin.get("/").text
    assert "第 1 到 2，共 3" in first and numbers[2] not in first
    (onward,) = re.findall(r'href="/console/([^"]*)" rel="next"', first)
    second = admin.get("/" + onward.replace("&amp;", "&")).text
    assert numbers[2] in second and numbers[0] not in second and 'rel="prev"' in second
    page = trays.cases_in(township.township, Tray.NEW, (VILLAGE,), 10**6)
    assert [one.row.case_no for one in page.rows] == [numbers[2]]


def test_the_inbox_is_narrowed_by_village_and_by_lateness(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    number = escalated(village)
    village.sync()
    assert number in admin.get(f"/?site={VILLAGE}").text
    assert number not in admin.get(f"/?site={OTHER_VILLAGE}").text
    assert number not in admin.get("/?late=1").text
    assert admin.get("/?site=620902999999").status_code == 404
    township.clock.advance(days=60)
    admin.sign_in("赵主任")
    assert number in admin.get("/?late=1").text


def test_the_audit_is_narrowed_by_person_act_number_and_day(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    number = escalated(village)
    village.sync()
    admin.get(f"/cases/{number}")
    account(township, "钱干事", "clerk")
    other = Window(township)
    other.sign_in("钱干事")
    other.get("/audit")
    other.close()
    who = {row.account.name: row.account.account_id for row in accounts.listed(township.township)}
    day = township.clock.now().date()

    def acts(asked: Asked) -> list[str]:
        return [row.act for row in audit.page(township.township, asked).rows]

    assert acts(Asked(account_id=who["赵主任"])) == ["查看办件", "登录"]
    assert acts(Asked(act="登录")) == ["登录", "登录"]
    assert acts(Asked(about=number)) == ["查看办件"]
    assert acts(Asked(refused_only=True)) == ["/audit"]
    assert acts(Asked(from_on=day, to_on=day)) == acts(Asked())
    assert acts(Asked(from_on=day + timedelta(days=1))) == []
    page = admin.get(f"/audit?who={who['钱干事']}&refused=1").text
    assert "角色不够" in page
    assert "日期要写成" in admin.get("/audit?from_on=昨天").text


def test_a_password_of_one_s_own_is_changed_and_ends_other_sessions(
    township: RunningTownship, admin: Window
) -> None:
    elsewhere = Window(township)
    elsewhere.sign_in("赵主任")
    new = "河边杨柳绿油油2027"
    wrong = admin.post("/password", "/password", {"old": "不是这个呀呀呀呀", "password": new, "again": new})
    assert wrong.status_code == 422 and "姓名或口令不对" in wrong.text
    assert elsewhere.get("/").status_code == 200
    done = admin.post("/password", "/password", {"old": PASSWORD, "password": new, "again": new})
    assert "口令已改" in done.text
    assert admin.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert elsewhere.sign_in("赵主任").status_code == 422
    assert elsewhere.sign_in("赵主任", new).status_code == 200
    elsewhere.close()


def test_what_a_browser_asks_by_itself_keeps_nobody_signed_in(
    township: RunningTownship, admin: Window
) -> None:
    for _ in range(3):
        township.clock.advance(minutes=11)
        admin.get("/lights/rows")
    assert admin.get("/lights").status_code == 303


def timeline(window: Window, number: str) -> str:
    return window.get(f"/cases/{number}").text.split("<h2>经过</h2>")[1].split("</section>")[0]


def test_a_complaint_is_neither_shown_to_nor_ruled_on_by_whom_it_concerns(
    township: RunningTownship, village: Room
) -> None:
    number = escalated(village)
    handler = desk_of(village).actor.name
    complaints.file(desk_of(village), {"case_no": number, "text": "跑了三趟没人管", "channel": "phone"})
    village.sync()
    account(township, handler, "supervisor")
    account(township, "孙监督", "supervisor")
    concerned, other = Window(township), Window(township)
    concerned.sign_in(handler)
    other.sign_in("孙监督")
    page = other.get("/complaints").text
    (complaint,) = re.findall(r'action="/console(/complaints/\w+)"', page)
    assert "跑了三趟没人管" in page
    assert "跑了三趟没人管" not in concerned.get("/complaints").text
    assert "投诉" in timeline(other, number) and "投诉" not in timeline(concerned, number)
    refused = concerned.client.post(complaint, data={"form_token": concerned.token("/"), "ruling": "不属实"})
    assert refused.status_code == 422 and "没有这件投诉" in refused.text
    assert "已记下处理意见" in other.post("/complaints", complaint, {"ruling": "责成说明"}).text
    assert "还没有处理意见" in other.get("/complaints?open=1").text
    assert "跑了三趟没人管" not in other.get("/complaints?open=1").text
    concerned.close()
    other.close()


def test_the_township_s_own_limit_has_its_light_while_the_case_lies_there(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    number = escalated(village)
    village.sync()
    case = f"/cases/{number}"
    admin.post(case, f"{case}/received", {"reference": "镇1", "answer_due_on": "2026-11-30"})

    def light() -> Light:
        (row,) = trays.cases_in(township.township, Tray.WORKING, (VILLAGE,)).rows
        return row.own.light

    assert light() is Light.GREEN
    township.clock.advance(days=4)
    assert light() is Light.YELLOW
    township.clock.advance(days=4)
    assert light() is Light.RED
    (lights, *_rest) = case_lists.lights(township.township, (VILLAGE,))
    assert lights.answer_late == 1


def test_the_township_s_window_works_without_scripts(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    said = {"name": "陈大山", "id_missing_reason": "未带证件", "phone": "13900000000", "item": "MZ05"}
    page = admin.post("/accept", "/accept/again", said).text
    papers = re.findall(r'name="paper" value="([^"]+)"', page)
    assert len(papers) > 2 and 'value="陈大山"' in page
    token = admin.token("/accept")
    done = admin.client.post(
        "/accept", data={**said, "paper": papers, "form_token": token}, follow_redirects=True
    )
    assert "已受理 101000-" in done.text and "承诺件" in done.text
