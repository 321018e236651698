"""What was done at the console: every act and every look into a case, done or refused, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select

from app.clock import CHINA
from app.ids import new_record_id
from sync.server.console import paging
from sync.server.console.accounts import Account
from sync.server.console.paging import Paged
from sync.server.console_tables import ConsoleAct
from sync.server.township import Township

ABOUT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class ActRow:
    at: datetime
    by_name: str
    act: str
    about: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which acts are wanted; "" and None leave a part open. Days are China's, both included."""

    account_id: str = ""
    act: str = ""
    about: str = ""
    from_on: date | None = None
    to_on: date | None = None
    refused_only: bool = False


def note(township: Township, account: Account | None, act: str, about: str = "", outcome: str = "ok") -> None:
    """Keep one act. ``about`` is a number or a code, never a person's name."""
    with township.register.writing() as session:
        session.add(
            ConsoleAct(
                act_id=new_record_id(),
                at=township.clock.now(),
                account_id=account.account_id if account else "",
                by_name=account.name if account else "",
                act=act,
                about=about[:ABOUT_LENGTH],
                outcome=outcome,
            )
        )
        session.commit()


def page(township: Township, asked: Asked, first: int = 0) -> Paged[ActRow]:
    """The acts that pass the filter, the newest first."""
    query = _asked(asked).order_by(ConsoleAct.at.desc(), ConsoleAct.act_id.desc())
    with township.register.reading() as session:
        found = paging.read(session, query.with_only_columns(ConsoleAct.by_name, ConsoleAct.act_id), first)
        ids = [act_id for _name, act_id in found.rows]
        kept = {
            one.act_id: one for one in session.scalars(select(ConsoleAct).where(ConsoleAct.act_id.in_(ids)))
        }
        rows = [kept[act_id] for act_id in ids]
        return found.of([ActRow(one.at, one.by_name, one.act, one.about, one.outcome) for one in rows])


def acts(township: Township) -> tuple[str, ...]:
    """Every kind of act that was ever noted, to choose from."""
    with township.register.reading() as session:
        return tuple(session.scalars(select(ConsoleAct.act).distinct().order_by(ConsoleAct.act)))


def _asked(asked: Asked) -> Select[ConsoleAct]:
    query = select(ConsoleAct)
    if asked.account_id:
        query = query.where(ConsoleAct.account_id == asked.account_id)
    if asked.act:
        query = query.where(ConsoleAct.act == asked.act)
    if asked.about:
        query = query.where(ConsoleAct.about.contains(asked.about, autoescape=True))
    if asked.from_on is not None:
        query = query.where(ConsoleAct.at >= _midnight(asked.from_on))
    if asked.to_on is not None:
        query = query.where(ConsoleAct.at < _midnight(asked.to_on + timedelta(days=1)))
    if asked.refused_only:
        query = query.where(ConsoleAct.outcome != "ok")
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
