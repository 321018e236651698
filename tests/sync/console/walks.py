"""Walking through the console: from its menu to every page that a link leads to, each looked at."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from sync.server.console.site import TOWNSHIP_PARTS
from tests.sync.console.offices import Window

MOST_OF_A_ROUTE = 8
"""Pages of one route: cases, sorted and paged lists differ by address only."""


@dataclass
class Elements(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    made: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(page: str) -> Elements:
    found = Elements()
    found.feed(page)
    found.close()
    return found


def routes() -> list[str]:
    """Every address that is looked at, as the console names it."""
    return [page.path for part in TOWNSHIP_PARTS for page in part.PAGES if not page.open_to_all]


def route_of(address: str) -> str:
    """The route behind an address; "" for none of ours."""
    path = address.split("?")[0]
    for route in sorted(routes(), key=lambda one: one.count("{")):
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route))
        if re.fullmatch(pattern, path):
            return route
    return ""


def walked(window: Window, more: Sequence[str] = ()) -> dict[str, httpx.Response]:
    """Every page that links lead to from the menu and from ``more``, by its address below the console."""
    found: dict[str, httpx.Response] = {}
    waiting = deque([*more, "/"])
    counted: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if address in found or not route or counted[route] >= MOST_OF_A_ROUTE:
            continue
        counted[route] += 1
        answer = found[address] = window.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            waiting.extend(_leads_to(address, answer.text))
    return found


def _leads_to(address: str, page: str) -> list[str]:
    to = []
    for _tag, attributes in elements(page).made:
        for name in ("href", "src", "hx-get"):
            where = attributes.get(name) or ""
            if where.startswith("?"):
                where = f"/console{address.split('?')[0]}{where}"
            if where.startswith("/console"):
                to.append(where.removeprefix("/console") or "/")
    return to
