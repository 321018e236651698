"""Accounts of the office: who may sign in and as what, a new one-time link, putting one out."""

from __future__ import annotations

from app.errors import Refusal
from sync.server import sites
from sync.server.console import accounts
from sync.server.console.accounts import ROLE_WORDS
from sync.server.console.visits import ADMIN_ONLY, Act, Done, Page, Shown, Visit


def show(visit: Visit) -> Shown:
    facts = {
        "title": "账户",
        "here": "people",
        "rows": accounts.listed(visit.township),
        "roles": ROLE_WORDS,
        "site_names": sites.chapters(visit.township),
    }
    return Shown("people.html", facts)


def add(visit: Visit) -> Done:
    name = visit.typed.one("name")
    role, villages = visit.typed.one("role"), visit.typed.every("site")
    accounts.add(visit.township, name, role, villages)
    return Done(f"已添加“{name.strip()}”。请按“开链接”，把一次性链接交给本人。", "/people", role)


def disable(visit: Visit) -> Done:
    name = visit.typed.one("name")
    if name == visit.account.name:
        raise Refusal("不能停用自己。请让另一位管理员来做。", field="name", code="oneself")
    accounts.disable(visit.township, name)
    return Done(f"已停用“{name}”，他在各处的登录已经结束。要恢复，给他开链接。", "/people")


def new_link(visit: Visit) -> Done:
    """The link itself is shown once, on the next page, and stands in no log."""
    name = visit.typed.one("name")
    if name == visit.account.name:
        raise Refusal("给自己开链接会立刻退出。请让另一位管理员来开。", field="name", code="oneself")
    token = accounts.new_link(visit.township, name)
    said = f"给“{name}”的一次性链接（{accounts.LINK_HOURS} 小时内有效，只显示这一次）：{visit.address}/console/link/{token}"
    return Done(said, "/people")


PAGES = (Page("/people", show, ADMIN_ONLY),)
ACTS = (
    Act("/people/add", add, show, "添加账户", ADMIN_ONLY),
    Act("/people/disable", disable, show, "停用账户", ADMIN_ONLY),
    Act("/people/link", new_link, show, "开一次性链接", ADMIN_ONLY),
)
