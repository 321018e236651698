"""Accounts of the console: made with a one-time link, signed in with lock-out, limited to villages, put out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain import text
from app.domain.divisions import full_code
from app.errors import Refusal
from app.ids import new_record_id
from app.models.queries import agents
from app.models.tables import Agent
from sync.server import sites
from sync.server.console import passwords, tiers
from sync.server.console_tables import ConsoleAccount, ConsoleSession
from sync.server.township import OFFICE, Township

LINK_BYTES = 24
LINK_HOURS = 24
MISSES_BEFORE_LOCK = 5
LOCK_MINUTES = 15


class Role(StrEnum):
    ADMIN = "admin"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


ROLE_WORDS = {Role.ADMIN: "管理员", Role.CLERK: "经办员", Role.SUPERVISOR: "监督员"}


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in. ``sites`` are the villages (at a district: townships) it is limited to; empty means all."""

    account_id: str
    name: str
    role: Role
    agent_id: str
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the administrator sees it. ``waiting``: its one-time link was not used yet."""

    account: Account
    waiting: bool
    locked: bool
    disabled: bool
    made_at: datetime


def add(township: Township, name: str, role: str, limited_to: tuple[str, ...] = ()) -> str:
    """A new account; returns the token of its one-time link, valid for a day.

    Refusals: those of ``text.name`` on ``name``, ``account-taken``, ``role``, ``no-site`` on ``site``.
    """
    shown = text.name(name, field="name", words="姓名")
    chosen, villages = _role(role), _villages(township, limited_to)
    if chosen is Role.ADMIN and villages:
        raise Refusal(f"管理员管{tiers.words(township).all}，不能限定范围。", field="site", code="role")
    token = secrets.token_urlsafe(LINK_BYTES)
    with township.register.reading() as session:
        if _named(session, shown) is not None:
            raise Refusal(f"已有账户“{shown}”。要重设口令请用 link。", field="name", code="account-taken")
    agent_id = _agent(township, shown)
    with township.register.writing() as session:
        session.add(
            ConsoleAccount(
                account_id=new_record_id(),
                name=shown,
                role=chosen.value,
                agent_id=agent_id,
                sites=list(villages),
                secret="",
                link=_digest(token),
                link_until=township.clock.now() + timedelta(hours=LINK_HOURS),
                missed=0,
                disabled=False,
                made_at=township.clock.now(),
            )
        )
        session.commit()
    return token


def new_link(township: Township, name: str) -> str:
    """A fresh one-time link to set the password anew; the old password and sessions end at once."""
    token = secrets.token_urlsafe(LINK_BYTES)
    with township.register.writing() as session:
        kept = _there(session, name)
        kept.link, kept.secret, kept.disabled = _digest(token), "", False
        kept.link_until = township.clock.now() + timedelta(hours=LINK_HOURS)
        _sign_out_everywhere(session, kept)
        session.commit()
    return token


def disable(township: Township, name: str) -> None:
    """The account may sign in no more; what it did stays. Refusals ``no-account``, ``last-admin``."""
    with township.register.writing() as session:
        kept = _there(session, name)
        admins = session.scalars(
            select(ConsoleAccount).where(
                ConsoleAccount.role == Role.ADMIN.value, ConsoleAccount.disabled.is_(False)
            )
        ).all()
        if [one.name for one in admins] == [kept.name]:
            raise Refusal("这是最后一位管理员，不能停用。请先添加另一位。", field="name", code="last-admin")
        kept.disabled, kept.link = True, ""
        _sign_out_everywhere(session, kept)
        session.commit()


def listed(township: Township) -> tuple[AccountRow, ...]:
    """Every account, by name."""
    now = township.clock.now()
    with township.register.reading() as session:
        kept = session.scalars(select(ConsoleAccount).order_by(ConsoleAccount.name)).all()
        return tuple(
            AccountRow(account_of(one), not one.secret, _is_locked(one, now), one.disabled, one.made_at)
            for one in kept
        )


def of_link(township: Township, token: str) -> Account:
    """Whose one-time link it is; Refusal ``link``."""
    with township.register.reading() as session:
        return account_of(_of_link(session, township.clock.now(), token))


def claim(township: Township, token: str, password: str, again: str) -> Account:
    """Set the password by the one-time link, which ends with it; Refusals ``link``, ``password-…``."""
    name = of_link(township, token).name
    secret = passwords.hashed(passwords.checked(password, again, name))
    with township.register.writing() as session:
        kept = _of_link(session, township.clock.now(), token)
        kept.secret, kept.link, kept.link_until = secret, "", None
        kept.missed, kept.locked_until = 0, None
        session.commit()
        return account_of(kept)


def prove(township: Township, name: str, password: str, *, field: str = "password") -> Account:
    """The account of this name and password; Refusal ``sign-in``, the same for every reason.

    The miss is counted before the password is tried, so that many tries at once do not get past the lock.
    """
    with township.register.writing() as session:
        kept = _named(session, text.clean(name)[:64], locked=True)
        now = township.clock.now()
        if kept is not None and kept.locked_until is not None and kept.locked_until <= now:
            kept.missed, kept.locked_until = 0, None
        shut = kept is None or kept.disabled or _is_locked(kept, now)
        if kept is not None and not shut:
            kept.missed += 1
            if kept.missed >= MISSES_BEFORE_LOCK:
                kept.locked_until = now + timedelta(minutes=LOCK_MINUTES)
        session.commit()
        secret = "" if kept is None or shut else kept.secret
    if not passwords.is_right(password, secret) or kept is None:
        raise Refusal(
            f"姓名或口令不对，没有登录。连续输错 {MISSES_BEFORE_LOCK} 次，账户会锁定 {LOCK_MINUTES} 分钟；"
            "忘记口令请找管理员重开链接。",
            field=field,
            code="sign-in",
        )
    with township.register.writing() as session:
        kept = session.get_one(ConsoleAccount, kept.account_id)
        kept.missed, kept.locked_until = 0, None
        session.commit()
        return account_of(kept)


def change_password(township: Township, account: Account, old: str, password: str, again: str) -> Account:
    """Somebody's own password set anew; every session of the account ends. Refusals ``sign-in``, ``password-…``.

    A wrong old password counts like a missed sign-in.
    """
    prove(township, account.name, old, field="old")
    secret = passwords.hashed(passwords.checked(password, again, account.name))
    with township.register.writing() as session:
        kept = session.get_one(ConsoleAccount, account.account_id)
        kept.secret = secret
        _sign_out_everywhere(session, kept)
        session.commit()
        return account_of(kept)


def account_of(kept: ConsoleAccount) -> Account:
    return Account(kept.account_id, kept.name, Role(kept.role), kept.agent_id, tuple(kept.sites))


def _role(typed: str) -> Role:
    try:
        return Role(typed)
    except ValueError:
        raise Refusal("角色只能是 admin、clerk 或 supervisor。", field="role", code="role") from None


def _villages(township: Township, typed: tuple[str, ...]) -> tuple[str, ...]:
    known, wanted = sites.chapters(township), tuple(full_code(code) for code in typed)
    for code in wanted:
        if code not in known:
            raise Refusal(
                f"名单上没有 {code} 这个{tiers.words(township).one}。", field="site", code="no-site"
            )
    return wanted


def _agent(township: Township, name: str) -> str:
    """The township's agent of this name, in whose name the account acts; made where there is none."""
    with township.register.write(OFFICE, township.clock) as unit:
        found = agents.named(unit.session, township.register.site_code, name)
        if found:
            return found[0].agent_id
        made = unit.add(Agent(name=name, post=tiers.words(township).office))
        unit.commit()
        return made.id


def _there(session: Session, name: str) -> ConsoleAccount:
    kept = _named(session, text.clean(name))
    if kept is None:
        raise Refusal(f"没有账户“{text.clean(name)[:40]}”。", field="name", code="no-account")
    return kept


def _named(session: Session, name: str, *, locked: bool = False) -> ConsoleAccount | None:
    query = select(ConsoleAccount).where(ConsoleAccount.name == name)
    return session.scalars(query.with_for_update() if locked else query).one_or_none()


def _of_link(session: Session, now: datetime, token: str) -> ConsoleAccount:
    query = select(ConsoleAccount).where(ConsoleAccount.link == _digest(token))
    kept = session.scalars(query).one_or_none()
    if kept is None or kept.disabled or kept.link_until is None or kept.link_until <= now:
        raise Refusal("这个链接已用过或已过期。请找管理员重开一个。", field="link", code="link")
    return kept


def _sign_out_everywhere(session: Session, kept: ConsoleAccount) -> None:
    session.execute(delete(ConsoleSession).where(ConsoleSession.account_id == kept.account_id))


def _is_locked(kept: ConsoleAccount, now: datetime) -> bool:
    return kept.locked_until is not None and now < kept.locked_until


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
