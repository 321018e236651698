"""An office for tests: accounts that are signed in over HTTP, and a village that sent cases up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from app.domain.cases import CaseEventKind, CaseState
from app.domain.requests import AcceptRequest
from app.services import agents, cases
from app.services.desk import Desk
from sync.server.console import accounts
from tests.sync.console.chromium import Browser
from tests.sync.stations import Room, RunningTownship

PASSWORD = "槐树下面好乘凉2026"
TOKEN = re.compile(r'name="form_token" value="([0-9a-f]{64})"')


@dataclass
class Window:
    """A browser without a screen: keeps cookies, brings the form's token along."""

    township: RunningTownship
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=f"{self.township.url}/console", verify=False)

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(self, page: str, path: str, data: dict[str, str] | None = None) -> httpx.Response:
        """Fill in a form of ``page`` and send it to ``path``; follows to where it leads."""
        token = self.token(page)
        return self.client.post(path, data={"form_token": token, **(data or {})}, follow_redirects=True)

    def token(self, page: str) -> str:
        found = TOKEN.search(self.get(page).text)
        assert found is not None, f"{page} has no form"
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        return self.post("/sign-in", "/sign-in", {"name": name, "password": password})

    def close(self) -> None:
        self.client.close()


def account(
    township: RunningTownship, name: str, role: str, sites: tuple[str, ...] = (), password: str = PASSWORD
) -> None:
    """An account whose password is set."""
    link = accounts.add(township.township, name, role, sites)
    accounts.claim(township.township, link, password, password)


def desk_of(owner: Room | RunningTownship) -> Desk:
    return Desk(owner.register, agents.first_actor(owner.register), owner.clock)


def escalated(room: Room, name: str = "王秀英", item: str = "MZ05") -> str:
    """A case that the room accepted, completed in its papers, and sent up; its number."""
    request = AcceptRequest(name=name, id_missing_reason="未带证件", phone="13800000000", item=item)
    case = cases.accept(desk_of(room), request)
    if cases.show(room.register, case.case_no, room.clock).row.state is CaseState.WAITING_MATERIALS:
        cases.record(
            desk_of(room),
            case.case_no,
            CaseEventKind.SUPPLEMENTED,
            data={"materials": list(case.missing)},
        )
    cases.record(desk_of(room), case.case_no, CaseEventKind.ESCALATED)
    return case.case_no


@contextmanager
def signed_in(
    township: RunningTownship, name: str = "赵主任", role: str = "admin", sites: tuple[str, ...] = ()
) -> Iterator[Window]:
    """A window of an office at which somebody new is signed in."""
    account(township, name, role, sites)
    window = Window(township)
    try:
        window.sign_in(name)
        yield window
    finally:
        window.close()


def enter(browser: Browser, township: RunningTownship, name: str, role: str = "admin") -> None:
    """Sign somebody new in at this office by keyboard."""
    account(township, name, role)
    browser.open(f"{township.url}/console/sign-in")
    browser.type("#name", name)
    browser.type("#password", PASSWORD)
    browser.send("button.first")
