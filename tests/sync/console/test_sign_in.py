"""The console's door: links, passwords, lock-out, sessions, roles, forms from elsewhere, text as text."""

from __future__ import annotations

import socket
import ssl
from datetime import timedelta

import pytest

from app.errors import Refusal
from sync.server.console import accounts, audit
from sync.server.console.door import MAX_FORM_BYTES
from sync.server.console.sessions import IDLE_MINUTES, LONGEST_HOURS
from tests.sync.console.offices import PASSWORD, Window, account, desk_of, escalated
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

WHOLE_PAGES = (
    *("/", "/bags", "/accept", "/dispatch", "/lights", "/complaints", "/reports", "/publishing"),
    *("/devices", "/people", "/audit"),
)


def test_nobody_sees_a_page_before_signing_in(window: Window) -> None:
    for path in (*WHOLE_PAGES, "/cases/101201-261123-A1-001K"):
        answer = window.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/console/sign-in")


def test_a_one_time_link_sets_a_password_once(township: RunningTownship, window: Window) -> None:
    token = accounts.add(township.township, "赵主任", "admin")
    page = f"/link/{token}"
    weak = window.post(page, page, {"password": "1111111111", "again": "1111111111"})
    assert weak.status_code == 422 and "太容易猜到" in weak.text
    done = window.post(page, page, {"password": PASSWORD, "again": PASSWORD})
    assert done.status_code == 200 and "收件箱" in done.text
    again = window.get(page)
    assert again.status_code == 404 and "已用过" in again.text


def test_a_link_ends_after_a_day(township: RunningTownship, window: Window) -> None:
    token = accounts.add(township.township, "赵主任", "admin")
    township.clock.advance(hours=accounts.LINK_HOURS, minutes=1)
    assert window.get(f"/link/{token}").status_code == 404


def test_five_misses_lock_an_account_even_for_the_right_password(
    township: RunningTownship, window: Window
) -> None:
    account(township, "赵主任", "admin")
    for _ in range(accounts.MISSES_BEFORE_LOCK):
        assert window.sign_in("赵主任", "不是这个口令呀呀").status_code == 422
    assert window.sign_in("赵主任").status_code == 422
    township.clock.advance(minutes=accounts.LOCK_MINUTES, seconds=1)
    assert window.sign_in("赵主任").status_code == 200
    refused = [row for row in audit.page(township.township, audit.Asked()).rows if row.outcome == "sign-in"]
    assert len(refused) == accounts.MISSES_BEFORE_LOCK + 1


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(
    township: RunningTownship, window: Window
) -> None:
    account(township, "赵主任", "admin")
    wrong = window.sign_in("赵主任", "不是这个口令呀呀").text
    unknown = window.sign_in("没有此人", "不是这个口令呀呀").text
    plain = wrong.replace("赵主任", "").replace(window.token("/sign-in"), "")
    assert plain == unknown.replace("没有此人", "").replace(window.token("/sign-in"), "")


@pytest.mark.parametrize("away", [timedelta(minutes=IDLE_MINUTES, seconds=1), timedelta(hours=LONGEST_HOURS)])
def test_a_session_ends_by_time(township: RunningTownship, admin: Window, away: timedelta) -> None:
    assert admin.get("/").status_code == 200
    township.clock.advance(seconds=away.total_seconds())
    assert admin.get("/").status_code == 303


def test_a_session_in_use_still_ends_after_twelve_hours(township: RunningTownship, admin: Window) -> None:
    for _ in range(LONGEST_HOURS * 3):
        assert admin.get("/").status_code == 200
        township.clock.advance(minutes=20)
    township.clock.advance(seconds=1)
    assert admin.get("/").status_code == 303


def test_signing_out_ends_the_session_at_the_server(admin: Window) -> None:
    cookie = admin.client.cookies["daiban_console"]
    admin.post("/", "/sign-out")
    admin.client.cookies.set("daiban_console", cookie, path="/console")
    assert admin.get("/").status_code == 303


def test_a_form_without_its_token_or_from_another_site_changes_nothing(
    township: RunningTownship, admin: Window
) -> None:
    form = {"code": OTHER_VILLAGE, "name": "改了的村"}
    assert admin.client.post("/devices/sites", data=form).status_code == 403
    token = admin.token("/devices")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert (
        admin.client.post("/devices/sites", data={**form, "form_token": token}, headers=elsewhere).status_code
        == 403
    )
    other = Window(township)
    account(township, "钱干事", "admin")
    other.sign_in("钱干事")
    foreign = {**form, "form_token": other.token("/devices")}
    assert admin.client.post("/devices/sites", data=foreign).status_code == 403
    other.close()
    assert "改了的村" not in admin.get("/devices").text


def test_cookies_are_closed_to_scripts_other_sites_and_plain_lines(
    township: RunningTownship, window: Window
) -> None:
    account(township, "赵主任", "admin")
    token = window.token("/sign-in")
    answer = window.client.post(
        "/sign-in", data={"form_token": token, "name": "赵主任", "password": PASSWORD}
    )
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("secure", "httponly", "samesite=strict", "path=/console"))
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_each_role_finds_its_own_pages_and_no_other(township: RunningTownship) -> None:
    closed = {
        "admin": set(),
        "clerk": {"/complaints", "/publishing", "/devices", "/people", "/audit"},
        "supervisor": {"/bags", "/accept", "/dispatch", "/publishing", "/people"},
    }
    for role, shut in closed.items():
        account(township, f"某{role}", role)
        window = Window(township)
        window.sign_in(f"某{role}")
        found = {path for path in WHOLE_PAGES if window.get(path).status_code == 403}
        menu = window.get("/").text
        assert found == shut
        assert all(f'href="/console{path}"' not in menu for path in shut)
        window.close()


def test_a_supervisor_looks_and_cannot_act(township: RunningTownship, village: Room) -> None:
    number = escalated(village)
    village.sync()
    account(township, "孙监督", "supervisor")
    window = Window(township)
    window.sign_in("孙监督")
    assert "监督员只看不办" in window.get(f"/cases/{number}").text
    token = window.token("/")
    answer = window.client.post(f"/cases/{number}/received", data={"form_token": token})
    assert answer.status_code == 403
    window.close()


def test_an_account_limited_to_a_village_sees_and_changes_no_other(
    township: RunningTownship, village: Room
) -> None:
    number = escalated(village, "王秀英")
    village.sync()
    account(township, "李干事", "clerk", (OTHER_VILLAGE,))
    account(township, "周干事", "clerk", (VILLAGE,))
    other, own = Window(township), Window(township)
    other.sign_in("李干事")
    own.sign_in("周干事")
    assert "王秀英" in own.get("/").text and "王秀英" in own.get(f"/cases/{number}").text
    for path in ("/", "/lights", "/reports", "/dispatch", "/bags"):
        assert "王秀英" not in other.get(path).text and "槐树村" not in other.get(path).text
    assert "王秀英" not in other.post("/", "/found", {"words": "王秀英"}).text
    assert other.get(f"/cases/{number}").status_code == 404
    refused = other.post("/", f"/cases/{number}/received")
    assert refused.status_code == 404 and "王秀英" not in refused.text
    assert other.get(f"/lights/{VILLAGE}").status_code == 404
    behind = "/reports/behind?period=2026-11&figure=requests_accepted&site="
    assert other.get(f"{behind}{VILLAGE}").status_code == 404
    assert other.get(behind).status_code == 404
    other.close()
    own.close()


def test_a_village_s_text_is_shown_as_text(township: RunningTownship, village: Room, admin: Window) -> None:
    name = "<script>alert(1)</script>"
    number = escalated(village, name)
    from app.services import complaints

    complaints.file(
        desk_of(village), {"case_no": number, "text": "<img src=x onerror=alert(1)>", "channel": "phone"}
    )
    village.sync()
    for path in ("/", f"/cases/{number}", f"/lights/{VILLAGE}", "/complaints"):
        page = admin.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;" in admin.get("/").text
    assert "&lt;img src=x" in admin.get("/complaints").text


def test_the_last_administrator_stays(township: RunningTownship, admin: Window) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.disable(township.township, "赵主任")
    assert refused.value.code == "last-admin"
    account(township, "钱干事", "clerk")
    other = Window(township)
    other.sign_in("钱干事")
    assert other.get("/").status_code == 200
    admin.post("/people", "/people/disable", {"name": "钱干事"})
    assert other.get("/").status_code == 303
    other.close()


def test_a_form_without_end_is_refused_while_it_still_comes(township: RunningTownship, admin: Window) -> None:
    """No length is said, so only counting what has come helps: the answer is there before the form ends."""
    cookies = "; ".join(f"{name}={value}" for name, value in admin.client.cookies.items())
    head = (
        f"POST /console/publishing/catalogue HTTP/1.1\r\nHost: x\r\nCookie: {cookies}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    port = int(township.url.rsplit(":", 1)[1])
    sent = 0
    with trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=60)) as line:
        line.sendall(head.encode())
        while not (said := _heard(line)) and sent < 4 * MAX_FORM_BYTES:
            line.sendall(b"10000\r\n" + bytes(1 << 16) + b"\r\n")
            sent += 1 << 16
    assert said.startswith(b"HTTP/1.1 413") and sent < 2 * MAX_FORM_BYTES


def _heard(line: ssl.SSLSocket) -> bytes:
    """What has come, without waiting for it."""
    line.setblocking(False)
    try:
        return line.recv(1 << 12)
    except ssl.SSLWantReadError:
        return b""
    finally:
        line.settimeout(60)


def test_an_oversized_or_broken_form_is_refused_without_a_fault(admin: Window) -> None:
    token = admin.token("/publishing")
    huge = {"catalogue": ("c.json", b" " * (11 << 20))}
    assert (
        admin.client.post("/publishing/catalogue", data={"form_token": token}, files=huge).status_code == 413
    )
    kinds = ("multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "application/json")
    for kind in kinds:
        answer = admin.client.post(
            "/publishing/catalogue", content=b"--x\r\n\xff", headers={"Content-Type": kind}
        )
        assert answer.status_code in (400, 403, 415)
