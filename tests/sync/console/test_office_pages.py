"""The administrator's pages in a real Chromium: PCs, quarantine, publishing, accounts, audit; each is pictured."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from app.errors import Refusal
from app.services import papers, replacing
from sync.server import revoking
from tests.sync.console.chromium import HEIGHT, Browser
from tests.sync.console.offices import Window, account, desk_of
from tests.sync.console.page_rules import reached_by_tab, seen
from tests.sync.console.test_publishing import catalogue
from tests.sync.lines import add_villagers
from tests.sync.scans import attached, scan, scan_bytes, send_scans
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship

pytestmark = pytest.mark.needs("chromium")

Busy = tuple[Room, list[str]]


def test_a_pc_is_enrolled_by_a_printed_sheet_whose_code_is_scanned(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path
) -> None:
    import zxingcpp
    from PIL import Image

    browser.open(f"{township.url}/console/devices")
    text = seen(browser, pictures / "devices.png")
    assert "槐树村" in text and "还没有备份" in text
    reached_by_tab(browser)
    browser.send("tbody button")
    code = browser.text(".code:not(.small)")
    seen(browser, pictures / "code.png")
    with Image.open(pictures / "code.png") as taken:
        (read,) = zxingcpp.read_barcodes(taken)
    assert read.text == f"{township.url}#{code}"
    printed = base64.b64decode(browser.call("Page.printToPDF", printBackground=True)["data"])
    from tests.printing.readings import all_text

    sheet = all_text(printed)
    assert code in sheet and "槐树村电脑登记单" in sheet and "退出" not in sheet and "Ctrl" not in sheet


def test_a_pc_is_revoked_with_a_reason_after_a_check_and_its_batch_is_decided_on(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path
) -> None:
    room, _numbers = busy
    browser.open(f"{township.url}/console/devices/pcs")
    assert "没有备份过" in seen(browser, pictures / "pcs.png")
    browser.send("tbody a")
    browser.send("button.danger")
    assert "先核对是不是这台电脑" in browser.text()
    browser.run("document.querySelector('input[name=sure]').click()")
    browser.send("button.danger")
    assert "写明停用的原因" in seen(browser, pictures / "pc-refused.png")
    browser.type("#reason", "电脑被盗")
    reached_by_tab(browser)
    browser.send("button.danger")
    assert f"已停用 {VILLAGE}-A1" in seen(browser, pictures / "pc-revoked.png")
    for name in ("张一", "张二"):
        add_villagers(room, name)
        with pytest.raises(Refusal) as refused:
            room.sync()
        assert refused.value.code == "revoked"
    browser.open(f"{township.url}/console/devices/quarantine")
    assert "原样保存的 2 批" in seen(browser, pictures / "quarantine.png")
    browser.send("tbody tr:last-child a")
    assert "群众 1" in seen(browser, pictures / "quarantine-batch.png")
    reached_by_tab(browser)
    browser.send("main form button")
    assert "已读入，新收 1 条" in browser.text()
    browser.send("tbody a")
    browser.send("button.danger")
    assert "写明为什么不读入" in browser.text()
    browser.type("#reason", "被盗以后写的")
    browser.send("button.danger")
    assert "隔离区是空的" in seen(browser, pictures / "quarantine-empty.png")
    with pytest.raises(Refusal):
        room.sync()  # the same batch comes again and is asked about no more
    browser.open(f"{township.url}/console/devices/quarantine")
    assert "隔离区是空的" in browser.text()
    browser.open(f"{township.url}/console/devices/events")
    text = seen(browser, pictures / "devices-events.png")
    assert "决定不读入隔离的一批" in text and "被盗以后写的" in text and "电脑被盗" in text
    (pc,) = revoking.standings(township.township)
    browser.open(f"{township.url}/console/devices/pcs/{pc.replica_id}")
    browser.type("#reason", "找回来了")
    browser.send("main form button")
    assert f"已恢复 {VILLAGE}-A1" in browser.text()


def test_a_dead_pc_gets_a_sheet_for_the_one_that_takes_its_place(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    room, _numbers = busy
    (former,) = revoking.standings(township.township)
    browser.open(f"{township.url}/console/devices/pcs/{former.replica_id}")
    assert "换一台新电脑" in seen(browser, pictures / "pc.png")
    browser.send("form[action$='replace'] button")
    text = seen(browser, pictures / "replacing-sheet.png")
    assert "这台电脑替换原来的电脑" in text and VILLAGE in text
    code = browser.text(".code:not(.small)")
    new = replacing.begin(
        tmp_path / "new", VILLAGE, f"{township.url}#{code}", "", room.clock, passphrase=PASSPHRASE
    )
    new.close()
    browser.open(f"{township.url}/console/devices/events")
    assert "新电脑替换了旧电脑" in browser.text()
    with pytest.raises(Refusal):
        room.sync()


def test_every_page_of_publishing(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    root = f"{township.url}/console/publishing"
    changed = json.loads(catalogue("镇-2026-1"))
    changed["items"][3]["days"] += 0
    changed["items"][0]["name"] += "（新）"
    del changed["items"][1]
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    browser.open(root)
    assert "现行" in seen(browser, pictures / "publishing.png")
    reached_by_tab(browser)
    browser.pick("#catalogue", file)
    browser.send("main button.first")
    assert "取消" in seen(browser, pictures / "publishing-catalogue.png")
    reached_by_tab(browser)
    browser.send("main button.first")
    assert "已向 2 个服务点发布目录 镇-2026-1" in browser.text()
    for name in ("calendar", "forms", "templates", "powers"):
        browser.open(f"{root}/{name}")
        seen(browser, pictures / f"publishing-{name}.png")
        reached_by_tab(browser)
    browser.type("#item", "MZ05")
    browser.send("main button.first")
    assert "下放" in seen(browser, pictures / "publishing-power-moved.png")
    form = tmp_path / "form.json"
    form.write_text(
        json.dumps({"format": "daiban-form", "format_version": 1, "paper": "receipt", "title": "收件凭证"}),
        encoding="utf-8",
    )
    browser.open(f"{root}/forms")
    browser.pick("#form", form)
    browser.send("main button.first")
    assert "收件凭证" in seen(browser, pictures / "publishing-form.png")
    year = tmp_path / "2027.json"
    from app import assets

    year.write_bytes(assets.data("calendar", "2027.json"))
    browser.open(f"{root}/calendar")
    browser.pick("#calendar", year)
    browser.send("main button.first")
    assert "2027-01-01" in seen(browser, pictures / "publishing-year.png")


def test_accounts_audit_and_one_s_own_password(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path
) -> None:
    browser.open(f"{township.url}/console/people")
    browser.type("#name", "钱干事")
    browser.send("main button.first")
    assert "等本人设口令" in seen(browser, pictures / "people.png")
    reached_by_tab(browser)
    browser.send("button[aria-label=给钱干事开链接]")
    said = browser.text(".said")
    assert f"{township.url}/console/link/" in said
    browser.open(f"{township.url}/console/audit")
    text = seen(browser, pictures / "audit.png")
    assert "添加账户" in text and "登录" in text and "/link/" not in text and "王秀英" not in text
    reached_by_tab(browser)
    browser.choose("#act", "登录")
    browser.send("main button")
    assert "添加账户" not in browser.text("tbody")
    browser.open(f"{township.url}/console/password")
    seen(browser, pictures / "password.png")
    reached_by_tab(browser)
    browser.open(said.rsplit("：", 1)[1])
    assert "钱干事，您好" in seen(browser, pictures / "link.png")
    browser.open(f"{township.url}/console/")
    browser.send(".who button")
    assert browser.text("h1") == "登录"
    seen(browser, pictures / "sign-in.png")


def test_papers_and_scans_of_a_case_are_looked_at(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    room, (number, *_others) = busy
    papers.save(desk_of(room), number, "slip", tmp_path / "slip.pdf")
    attached(room, number, scan(tmp_path, "户口簿.jpg", scan_bytes(300_000, b"a")))
    room.sync()
    send_scans(room)
    browser.open(f"{township.url}/console/cases/{number}")
    text = seen(browser, pictures / "case-papers.png")
    assert "村里开出的单据" in text and "打开附件 1" in text
    browser.picture(pictures / "case-papers-whole.png", whole=True)
    reached_by_tab(browser)
    browser.send("a[href$='/look']")
    seen(browser, pictures / "scan.png")


def test_a_clerk_and_a_supervisor_find_pages_without_what_they_may_not_do(
    township: RunningTownship, busy: Busy, one_chromium: Browser, pictures: Path
) -> None:
    _room, (number, *_others) = busy
    account(township, "孙监督", "supervisor")
    window = Window(township)
    window.sign_in("孙监督")
    cookie = window.client.cookies["daiban_console"]
    one_chromium.call(
        "Network.setCookie",
        url=township.url,
        path="/console",
        name="daiban_console",
        value=cookie,
        secure=True,
    )
    for name, path in (("devices", "devices"), ("pcs", "devices/pcs"), ("case", f"cases/{number}")):
        one_chromium.open(f"{township.url}/console/{path}")
        text = seen(one_chromium, pictures / f"supervisor-{name}.png")
        assert "开登记码" not in text and "停用\n" not in text and "收件号\n记下" not in text
        assert one_chromium.run("document.querySelectorAll('main form').length") == 0
    window.close()


def test_everything_is_reached_by_keyboard_with_a_visible_focus(
    township: RunningTownship, busy: Busy, browser: Browser, pictures: Path
) -> None:
    browser.open(f"{township.url}/console/")
    names = []
    for _ in range(60):
        browser.press("Tab")
        here = browser.run("(e => e.innerText || e.name || e.id)(document.activeElement)")
        names.append(str(here).strip())
        if busy[1][0] in names:
            break
    assert names[0] == "跳到内容" and "收件箱" in names and "退出" in names and busy[1][0] in names
    browser.picture(pictures / "focus.png")
    browser.press("Enter", leaves=True)
    assert str(browser.run("location.pathname")).endswith(busy[1][0])
    assert browser.run("innerHeight") == HEIGHT and browser.complaints() == []
