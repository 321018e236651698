"""Every route of the console has its roles and its form's token; nothing leaves the server, nothing runs inline."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.domain.cases import Tier
from sync.server.console.accounts import Role
from sync.server.console.menu import entries_for
from sync.server.console.site import parts_of
from sync.server.console.visits import Act, Page
from tests.sync.console.offices import Window, signed_in
from tests.sync.stations import RunningTownship

ROLES = {"a": "admin", "c": "clerk", "s": "supervisor"}
ON_BOTH = """
acs GET /
acs POST /search
acs POST /found
acs GET /cases/{case_no}
ac  POST /cases/{case_no}/{event}
acs GET /cases/{case_no}/papers/{paper}
acs GET /cases/{case_no}/scans/{which}
acs GET /cases/{case_no}/scans/{which}/look
ac  POST /cases/{case_no}/number
ac  POST /cases/{case_no}/whole-paper
ac  POST /cases/{case_no}/print
ac  GET /sticks
ac  POST /sticks
ac  GET /sticks/answers/{name}
ac  GET /sticks/zip
ac  POST /sticks/clear
acs GET /lights
acs GET /lights/rows
acs GET /lights/{site}
acs GET /reports
as  GET /devices/events
as  GET /devices/quarantine
as  GET /devices/quarantine/{tag}
a   POST /devices/quarantine/{tag}/take-in
a   POST /devices/quarantine/{tag}/decline
a   GET /people
a   POST /people/add
a   POST /people/disable
a   POST /people/link
as  GET /audit
acs GET /password
acs POST /password
acs POST /sign-out
"""
TOWNSHIP = """
ac  GET /bags
ac  GET /bags/{site}/{list_no}
ac  POST /bags/{site}/{list_no}
ac  POST /bags/{site}/{list_no}/scan
ac  POST /sticks/upward
ac  GET /accept
ac  POST /accept
ac  POST /accept/again
ac  POST /accept/papers
ac  POST /accept/look
ac  POST /accept/decline
ac  GET /dispatch
ac  GET /dispatch/{case_no}
ac  POST /dispatch/{case_no}
as  GET /complaints
as  POST /complaints/{complaint_id}
acs GET /reports/behind
acs GET /reports/standing
acs POST /reports/workbook
ac  POST /reports/send
a   GET /publishing
a   POST /publishing/catalogue/look
a   POST /publishing/catalogue/again
a   POST /publishing/catalogue
a   GET /publishing/calendar
a   POST /publishing/calendar/look
a   POST /publishing/calendar
a   GET /publishing/forms
a   POST /publishing/forms/look
a   POST /publishing/forms/own
a   POST /publishing/forms
a   GET /publishing/templates
a   POST /publishing/templates/look
a   POST /publishing/templates/try
a   POST /publishing/templates
a   GET /publishing/powers
a   POST /publishing/powers
a   POST /publishing/powers/back
as  GET /devices
a   POST /devices/sites
a   POST /devices/code
as  GET /devices/pcs
as  GET /devices/pcs/{pc}
a   POST /devices/pcs/{pc}/revoke
a   POST /devices/pcs/{pc}/admit
a   POST /devices/pcs/{pc}/replace
"""
DISTRICT = """
acs GET /townships
acs GET /townships/{code}
a   POST /townships
a   POST /townships/{code}/code
a   POST /townships/{code}/place
a   POST /townships/{code}/revoke
a   POST /townships/{code}/admit
acs GET /reports/sent
"""
EXPECTED = {Tier.TOWNSHIP: ON_BOTH + TOWNSHIP, Tier.DISTRICT: ON_BOTH + DISTRICT}
"""Which roles may use which route, written down once more: a new route is not there by accident."""
TIERS = tuple(EXPECTED)
FOR_STRANGERS = {"GET /sign-in", "POST /sign-in", "GET /link/{token}", "POST /link/{token}"}
OWN_ROLE = "您的角色不能做这件事"
STALE_FORM = "这张表单已经失效"


def routes(tier: Tier) -> Iterator[tuple[str, Page | Act]]:
    for part in parts_of(tier):
        for page in part.PAGES:
            yield f"GET {page.path}", page
        for act in part.ACTS:
            yield f"POST {act.path}", act


def expected(tier: Tier) -> dict[str, set[str]]:
    lines = (line.split(maxsplit=1) for line in EXPECTED[tier].splitlines() if line)
    return {route: {ROLES[letter] for letter in letters} for letters, route in lines}


@pytest.fixture
def office(request: pytest.FixtureRequest, tier: Tier) -> RunningTownship:
    """The server of this tier, as it was founded."""
    running: RunningTownship = request.getfixturevalue(tier.value)
    return running


def filled(path: str) -> str:
    """An address of this route about something that is not there."""
    said = {"case_no": "101201-261123-A1-001U", "event": "received", "site": "620902101201"}
    return re.sub(r"{(\w+)}", lambda found: said.get(found[1], "0" * 32), path)


@pytest.mark.parametrize("tier", TIERS)
def test_every_route_says_who_may_use_it(tier: Tier) -> None:
    found = {route: {role.value for role in of.roles} for route, of in routes(tier) if not of.open_to_all}
    assert found == expected(tier)
    assert {route for route, of in routes(tier) if of.open_to_all} == FOR_STRANGERS


@pytest.mark.parametrize("tier", TIERS)
def test_the_menu_leads_a_role_only_where_it_may_go(tier: Tier) -> None:
    for role in ROLES.values():
        for entry in entries_for(tier, Role(role)):
            assert role in expected(tier)[f"GET {entry.path}"]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("role", ROLES.values())
def test_a_role_gets_a_sentence_and_403_wherever_it_may_not_go(
    office: RunningTownship, tier: Tier, role: str
) -> None:
    with signed_in(office, "某某", role) as window:
        token = window.token("/")
        for route, of in routes(tier):
            may = of.open_to_all or role in expected(tier)[route]
            if route == "POST /sign-out" or (of.open_to_all and isinstance(of, Act)):
                continue
            if isinstance(of, Page):
                answer = window.get(filled(of.path))
                assert answer.status_code in ((200, 404) if may else (403,)), route
            else:
                bare = window.client.post(filled(of.path), data={"a": "1"})
                assert bare.status_code == 403 and (STALE_FORM if may else OWN_ROLE) in bare.text, route
                answer = window.client.post(filled(of.path), data={"form_token": token}) if not may else bare
            assert may or OWN_ROLE in answer.text, route


@pytest.mark.parametrize("tier", TIERS)
def test_no_route_but_the_door_answers_a_stranger(office: RunningTownship, tier: Tier) -> None:
    window = Window(office)
    for route, of in routes(tier):
        answer = (
            window.get(filled(of.path))
            if isinstance(of, Page)
            else window.client.post(filled(of.path), data={"form_token": "0" * 64})
        )
        if not of.open_to_all:
            assert (answer.status_code, answer.headers.get("location")) == (303, "/console/sign-in"), route
        elif isinstance(of, Act):
            assert answer.status_code == 403 and STALE_FORM in answer.text, route
    window.close()


@pytest.mark.parametrize("tier", TIERS)
def test_no_page_runs_anything_inline_or_fetches_from_elsewhere(office: RunningTownship, tier: Tier) -> None:
    with signed_in(office) as admin:
        for route, of in routes(tier):
            if not isinstance(of, Page) or "{" in of.path:
                continue
            answer = admin.get(of.path)
            if of.path in ("/reports/sent", "/sticks/zip"):
                assert answer.status_code == 404
                continue
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self'" in policy
            page = answer.text
            assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|javascript:|style=\"|<style", page), route
            fetched = re.findall(r'(?:src|href|action)="([^"]*)"', page)
            assert all(where.startswith(("/console", "#", "data:,", "?")) for where in fetched), route
            assert not re.search(r"<th(?![^>]*scope=)[ >]", page), route
            if not of.path.endswith("/rows"):
                assert "<title>" in page and 'lang="zh-CN"' in page and "跳到内容" in page
