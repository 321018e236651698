"""Who is signed in at which browser: a cookie that says nothing, ended by time, by leaving, by a new password."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_

from sync.server.console.accounts import Account, account_of
from sync.server.console_tables import ConsoleAccount, ConsoleSession
from sync.server.township import Township

IDLE_MINUTES = 30
LONGEST_HOURS = 12
SEEN_EVERY_S = 60
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account at a browser; ``form_token`` stands in each of its forms, ``said`` is shown once."""

    account: Account
    digest: str
    form_token: str
    said: str = ""


def begin(township: Township, account: Account, said: str = "") -> str:
    """A new session's cookie; sessions that are over are swept out on the way. ``said`` stands on its first page."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = township.clock.now()
    with township.register.writing() as session:
        session.execute(delete(ConsoleSession).where(_is_over(now)))
        session.add(
            ConsoleSession(
                digest=_digest(token), account_id=account.account_id, begun_at=now, seen_at=now, said=said
            )
        )
        session.commit()
    return token


def of_cookie(
    township: Township, token: str, *, takes_said: bool, keeps_awake: bool = True
) -> SignedIn | None:
    """Who holds this cookie; None where nobody does any more. ``takes_said``: what waited is shown now.

    ``keeps_awake`` False: this request is no sign that somebody sits there.
    """
    if not token:
        return None
    now, digest = township.clock.now(), _digest(token)
    with township.register.reading() as session:
        kept = session.get(ConsoleSession, digest)
        holder = None if kept is None else session.get(ConsoleAccount, kept.account_id)
        if kept is None or holder is None or holder.disabled:
            return None
        if now - kept.seen_at > timedelta(minutes=IDLE_MINUTES):
            return None
        if now - kept.begun_at > timedelta(hours=LONGEST_HOURS):
            return None
        seen_at, said = kept.seen_at, kept.said if takes_said else ""
        account = account_of(holder)
    if said or (keeps_awake and now - seen_at > timedelta(seconds=SEEN_EVERY_S)):
        _touch(township, digest, now, clears=bool(said))
    return SignedIn(account, digest, form_token(township, digest), said)


def say(township: Township, digest: str, sentence: str) -> None:
    """Keep a sentence for the next page."""
    with township.register.writing() as session:
        kept = session.get(ConsoleSession, digest)
        if kept is not None:
            kept.said = sentence
        session.commit()


def end(township: Township, digest: str) -> None:
    with township.register.writing() as session:
        session.execute(delete(ConsoleSession).where(ConsoleSession.digest == digest))
        session.commit()


def form_token(township: Township, of: str) -> str:
    """What a form must bring with it, made from the session (or, before one, from the visitor's cookie)."""
    return hmac.new(township.secret(b"console-form"), of.encode(), hashlib.sha256).hexdigest()


def _touch(township: Township, digest: str, now: datetime, *, clears: bool) -> None:
    with township.register.writing() as session:
        kept = session.get(ConsoleSession, digest)
        if kept is not None:
            kept.seen_at, kept.said = now, "" if clears else kept.said
        session.commit()


def _is_over(now: datetime) -> ColumnElement[bool]:
    idle, old = now - timedelta(minutes=IDLE_MINUTES), now - timedelta(hours=LONGEST_HOURS)
    return or_(ConsoleSession.seen_at < idle, ConsoleSession.begun_at < old)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
