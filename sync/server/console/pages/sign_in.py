"""Signing in and out, and setting a password: by a one-time link, or one's own anew."""

from __future__ import annotations

from sync.server.console import accounts, passwords, sessions, stick_desk
from sync.server.console.visits import EVERYBODY, Act, Done, Page, Shown, Visit
from sync.server.township import name_of


def show(visit: Visit) -> Shown:
    with visit.township.register.reading() as session:
        name = name_of(session, visit.township.register)
    return Shown("sign_in.html", {"title": "登录", "township": name})


def sign_in(visit: Visit) -> Done:
    account = accounts.prove(visit.township, visit.typed.one("name"), visit.typed.one("password"))
    stick_desk.sweep(visit.township)
    _end(visit)  # whoever was signed in at this browser before is so no more
    return Done("", "/", by=account, cookie=sessions.begin(visit.township, account))


def sign_out(visit: Visit) -> Done:
    _end(visit)
    return Done("", "/sign-in", cookie="")


def _end(visit: Visit) -> None:
    """The session, and the answers of a stick that only it could fetch."""
    if visit.signed_in is not None:
        stick_desk.clear(visit.township, visit.signed_in.digest)
        sessions.end(visit.township, visit.signed_in.digest)


def show_link(visit: Visit) -> Shown:
    """Whose link it is; the token stays in the address and is good for one password."""
    account = accounts.of_link(visit.township, visit.path["token"])
    return Shown("link.html", {"title": "设置口令", "name": account.name})


def claim(visit: Visit) -> Done:
    typed = visit.typed
    account = accounts.claim(visit.township, visit.path["token"], typed.one("password"), typed.one("again"))
    return Done("", "/", by=account, cookie=sessions.begin(visit.township, account))


def show_password(visit: Visit) -> Shown:
    return Shown("password.html", {"title": "修改口令", "here": "password", "shortest": passwords.SHORTEST})


def change_password(visit: Visit) -> Done:
    """Everybody's own; whoever else is signed in by the old one is so no more."""
    typed = visit.typed
    account = accounts.change_password(
        visit.township, visit.account, typed.one("old"), typed.one("password"), typed.one("again")
    )
    cookie = sessions.begin(visit.township, account, "口令已改。别处用这个账户的登录都已结束。")
    return Done("", "/password", by=account, cookie=cookie)


PAGES = (
    Page("/password", show_password),
    Page("/sign-in", show, open_to_all=True),
    Page("/link/{token}", show_link, open_to_all=True),
)
ACTS = (
    Act("/sign-in", sign_in, show, "登录", open_to_all=True),
    Act("/sign-out", sign_out, show, "退出", roles=EVERYBODY),
    Act("/password", change_password, show_password, "修改口令", roles=EVERYBODY),
    Act("/link/{token}", claim, show_link, "设置口令", open_to_all=True),
)
