"""The command over the console's accounts: who may sign in, by a one-time link."""

from __future__ import annotations

from argparse import Namespace

from app.errors import Refusal
from app.terminal.answers import Answer
from sync.server.commands import opened
from sync.server.console import accounts, audit
from sync.server.console.accounts import ROLE_WORDS, AccountRow
from sync.server.console.door import ROOT
from sync.server.township import Township

BY_COMMAND = "命令行：账户"


def user(asked: Namespace) -> Answer:
    with opened(asked) as township:
        if asked.way == "list":
            rows = accounts.listed(township)
            facts: dict[str, object] = {"users": [_facts(row) for row in rows]}
            return Answer(facts, "\n".join(map(_words, rows)) or "还没有账户。")
        if not asked.name:
            raise Refusal("请写明是谁。", field="name", code="no-account")
        audit.note(township, None, f"{BY_COMMAND} {asked.way}", outcome="asked")
        return _changed(township, asked)


def _changed(township: Township, asked: Namespace) -> Answer:
    if asked.way == "disable":
        accounts.disable(township, asked.name)
        return Answer({"name": asked.name}, f"已停用“{asked.name}”，他在各处的登录已经结束。")
    if asked.way == "add":
        token = accounts.add(township, asked.name, asked.role, tuple(asked.site))
    else:
        token = accounts.new_link(township, asked.name)
    link = f"{asked.address.rstrip('/')}{ROOT}/link/{token}"
    said = f"请把这个一次性链接交给{asked.name}，{accounts.LINK_HOURS} 小时内有效：\n{link}"
    return Answer({"name": asked.name, "link": link}, said)


def _words(row: AccountRow) -> str:
    state = (
        "已停用" if row.disabled else "锁定" if row.locked else "等本人设口令" if row.waiting else "可登录"
    )
    limited = f" 只管 {'、'.join(row.account.sites)}" if row.account.sites else ""
    return f"{row.account.name} {ROLE_WORDS[row.account.role]} {state}{limited}"


def _facts(row: AccountRow) -> dict[str, object]:
    return {
        "name": row.account.name,
        "role": row.account.role.value,
        "sites": list(row.account.sites),
        "waiting": row.waiting,
        "locked": row.locked,
        "disabled": row.disabled,
    }
