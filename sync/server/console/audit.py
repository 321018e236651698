"""What was done at the console: every act and every look into a case, done or refused, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.ids import new_record_id
from sync.server.console.accounts import Account
from sync.server.console_tables import ConsoleAct
from sync.server.township import Township

PAGE_ROWS = 100
ABOUT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class ActRow:
    at: datetime
    by_name: str
    act: str
    about: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """``total`` of all acts that pass the filter, ``rows`` the newest of them first."""

    rows: tuple[ActRow, ...]
    total: int


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


def page(township: Township, *, by_name: str = "", about: str = "", offset: int = 0) -> ActPage:
    """The acts of one person, about one number, or all."""
    query = select(ConsoleAct)
    if by_name:
        query = query.where(ConsoleAct.by_name == by_name)
    if about:
        query = query.where(ConsoleAct.about.contains(about, autoescape=True))
    with township.register.reading() as session:
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
        newest = query.order_by(ConsoleAct.at.desc(), ConsoleAct.act_id.desc())
        found = session.scalars(newest.offset(offset).limit(PAGE_ROWS)).all()
        rows = tuple(ActRow(one.at, one.by_name, one.act, one.about, one.outcome) for one in found)
    return ActPage(rows, total)
