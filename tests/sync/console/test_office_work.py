"""What the office sends and gets as files, on SQLite and PostgreSQL alike, and what it does by command."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from app.clock import SetClock
from app.domain.requests import AcceptRequest
from app.errors import Refusal
from app.services import cases, papers, transfer_lists
from sync.server import publishing, sites
from sync.server.console import accounts, audit
from sync.server.township import open_township
from tests.printing.readings import all_text
from tests.services.requests import id_number
from tests.sync.child import ask
from tests.sync.console.offices import PASSWORD, Window, account, desk_of, escalated
from tests.sync.scans import attached, scan, scan_bytes, send_scans
from tests.sync.stations import OTHER_VILLAGE, PASSPHRASE, VILLAGE, Room, RunningTownship, new_room


def accepted_with_id(room: Room) -> str:
    """A case of somebody whose number is known, sent up; its number."""
    request = AcceptRequest(name="张桂兰", id_number=id_number(), phone="13800000000", item="MZ05")
    number = cases.accept(desk_of(room), request).case_no
    missing = cases.show(room.register, number, room.clock).missing
    cases.record(desk_of(room), number, "supplemented", data={"materials": list(missing)})
    cases.record(desk_of(room), number, "escalated")
    return number


PAGES = ("/", "/bags", "/accept", "/dispatch", "/lights", "/complaints", "/reports", "/publishing")


def test_the_merged_workbook_is_handed_out_and_noted(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    escalated(village)
    village.sync()
    answer = admin.post("/reports", "/reports/workbook", {"period": "2026-11"})
    assert answer.headers["content-type"].startswith("application/vnd.openxml")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) > 3
    acts = [row.act for row in audit.page(township.township, audit.Asked()).rows]
    assert "生成汇总工作簿" in acts
    assert "没有完成" in admin.post("/reports", "/reports/workbook", {"period": "不是期间"}).text


def test_two_villages_with_lists_of_one_number_are_told_apart(
    township: RunningTownship, village: Room, tmp_path: Path, clock: SetClock, admin: Window
) -> None:
    other = new_room(tmp_path / "other", clock, OTHER_VILLAGE, "A1")
    other.enrol(township)
    other.sync()
    for room in (village, other):
        escalated(room)
        transfer_lists.make(desk_of(room), "up")
        room.sync()
    (theirs,) = transfer_lists.listed(other.register)
    with pytest.raises(Refusal) as refused:
        transfer_lists.tick(desk_of(township), theirs.list_no)
    assert refused.value.code == "several-lists"
    page = f"/bags/{OTHER_VILLAGE}/{theirs.list_no}"
    admin.post(page, page, {"there": theirs.lines[0].case_no})
    for room in (village, other):
        room.sync()
    assert transfer_lists.listed(other.register)[0].checked_at is not None
    assert transfer_lists.listed(village.register)[0].checked_at is None
    other.register.close()


def test_a_case_given_out_above_is_not_waiting_for_anybody_in_the_room(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    number = escalated(village)
    village.sync()
    admin.post(f"/cases/{number}", f"/cases/{number}/assigned", {"to": "社会事务办"})
    admin.post(f"/cases/{number}", f"/cases/{number}/referred_down", {"reason": "村里可以办"})
    village.sync()
    assert cases.show(village.register, number, village.clock).assigned_to == ""
    cases.record(desk_of(village), number, "claimed")


def test_a_scan_is_handed_out_as_a_file_and_noted(
    township: RunningTownship, village: Room, tmp_path: Path, admin: Window
) -> None:
    number = escalated(village)
    content = scan_bytes(300_000, b"a")
    attached(village, number, scan(tmp_path, "身份证.jpg", content))
    village.sync()
    page = admin.get(f"/cases/{number}").text
    assert "身份证" in page and "附件待传" in page
    send_scans(village)
    found = re.search(r'/console(/cases/[^"]+/scans/[0-9a-f]{32})/look"', admin.get(f"/cases/{number}").text)
    assert found is not None
    assert f'src="/console{found[1]}"' in admin.get(f"{found[1]}/look").text
    answer = admin.get(found[1])
    assert answer.content == content and answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "打开附件" in [row.act for row in audit.page(township.township, audit.Asked()).rows]


@pytest.mark.needs("postgres")
def test_every_page_answers_on_postgresql(
    tmp_path: Path, clock: SetClock, founded: Path, fresh_postgres_url: str
) -> None:
    home = tmp_path / "township"
    shutil.copytree(founded, home)
    running = RunningTownship(home, clock, database_url=fresh_postgres_url)
    running.start()
    room = new_room(tmp_path / "room", clock)
    try:
        sites.add_site(running.township, VILLAGE, "槐树村")
        room.enrol(running)
        publishing.publish(running.township, publishing.sample_document(), (VILLAGE,))
        room.sync()
        number = escalated(room)
        transfer_lists.make(desk_of(room), "up")
        room.sync()
        account(running, "赵主任", "admin")
        window = Window(running)
        window.sign_in("赵主任")
        for path in (*PAGES, "/devices", "/people", "/audit", f"/lights/{VILLAGE}?light=green"):
            assert window.get(path).status_code == 200, path
        received = window.post(f"/cases/{number}", f"/cases/{number}/received", {"reference": "镇1"})
        assert "已记录“上级收件”" in received.text
        assert "本级承办 1" in window.get("/").text
        window.close()
    finally:
        room.register.close()
        running.stop()


def test_the_command_prints_a_link_and_lists_who_there_is(tmp_path: Path, founded: Path) -> None:
    home = tmp_path / "township"
    shutil.copytree(founded, home)
    made = ask(home, "user", "add", "赵主任", "--role", "admin", "--address", "https://10.1.2.3:8443/")
    link = str(made["link"])
    assert link.startswith("https://10.1.2.3:8443/console/link/")
    township = open_township(home, RunningTownship.still_clock(), passphrase=PASSPHRASE)
    accounts.claim(township, link.rsplit("/", 1)[1], PASSWORD, PASSWORD)
    township.register.close()
    (user,) = ask(home, "user", "list")["users"]
    assert (user["name"], user["role"], user["waiting"]) == ("赵主任", "admin", False)


def test_a_village_s_papers_are_looked_at_masked_and_whole_only_for_a_reason(
    township: RunningTownship, village: Room, tmp_path: Path
) -> None:
    number = accepted_with_id(village)
    papers.save(desk_of(village), number, "slip", tmp_path / "slip.pdf")
    village.sync()
    account(township, "钱干事", "clerk")
    clerk = Window(township)
    clerk.sign_in("钱干事")
    case = f"/cases/{number}"
    page = clerk.get(case).text
    assert "村里开出的单据" in page and id_number() not in page
    looked = clerk.get(f"{case}/papers/slip")
    assert looked.headers["content-disposition"].startswith("inline")
    assert "供查看，不作凭据" in all_text(looked.content) and id_number() not in all_text(looked.content)
    assert clerk.get(f"{case}/papers/receipt").status_code == 404
    refused = clerk.post(case, f"{case}/number", {"why": "看"})
    assert "写明用途" in refused.text and id_number() not in refused.text
    assert id_number() in clerk.post(case, f"{case}/number", {"why": "核对社保信息"}).text
    whole = clerk.post(case, f"{case}/whole-paper", {"why": "报送民政局", "paper": "slip"})
    assert id_number() in all_text(whole.content)
    clerk.close()
    noted = {(row.act, row.about) for row in audit.page(township.township, audit.Asked()).rows}
    assert ("查看单据", f"{number} 代理事项登记本（一式三联）") in noted
    assert ("查看完整证件号", f"{number} 核对社保信息") in noted
    assert any(act == "查看带完整证件号的单据" and "报送民政局" in about for act, about in noted)


def test_the_township_prints_the_papers_of_its_own_window_only(
    township: RunningTownship, village: Room, admin: Window
) -> None:
    request = AcceptRequest(name="陈大山", id_missing_reason="未带证件", phone="13900000000", item="MZ05")
    own = cases.accept(desk_of(township), request).case_no
    made = admin.post(f"/cases/{own}", f"/cases/{own}/print", {"paper": "receipt"})
    assert "陈大山" in all_text(made.content)
    assert cases.show(township.register, own, township.clock).papers_printed == {"receipt": 1}
    number = escalated(village)
    village.sync()
    refused = admin.post(f"/cases/{number}", f"/cases/{number}/print", {"paper": "receipt"})
    assert "村里的单据由村里打印" in refused.text
