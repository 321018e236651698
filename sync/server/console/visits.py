"""What one request brings to a page: who asks, what was typed, which villages he may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from app.domain.rows import Actor
from app.errors import Defect, Refusal
from app.models.queries import agents
from app.services.desk import Desk
from sync.server import sites
from sync.server.console import tiers
from sync.server.console.accounts import Account, Role
from sync.server.console.sessions import SignedIn
from sync.server.township import Township

EVERYBODY = frozenset(Role)
OFFICE_WORK = frozenset({Role.ADMIN, Role.CLERK})
OVERSIGHT = frozenset({Role.ADMIN, Role.SUPERVISOR})
ADMIN_ONLY = frozenset({Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent up: its name as the browser says it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Brought:
    """One of many files that were sent up: its field, its name as the browser says it, and where to read it."""

    field: str
    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form; every field may come several times."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    brought: tuple[Brought, ...] = ()

    def one(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        return next(iter(self.fields.get(name, ())), default)

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a field, empty ones left out."""
        return tuple(value for value in self.fields.get(name, ()) if value.strip())

    def file(self, name: str) -> Upload:
        """A file that must be there; Refusal ``file`` on its field."""
        found = self.files.get(name)
        if found is None or not found.name:
            raise _nothing_chosen(name)
        return found

    def every_file(self, name: str) -> tuple[Brought, ...]:
        """All files of a field, at least one; Refusal ``file`` on its field. They are gone when the act is over."""
        found = tuple(one for one in self.brought if one.field == name and one.name)
        if not found:
            raise _nothing_chosen(name)
        return found


def _nothing_chosen(name: str) -> Refusal:
    return Refusal("请先选择文件，再按按钮。没有改动。", field=name, code="file")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. ``refusal`` is set where a page is shown again with what could not be done.

    ``visitor`` is the cookie of somebody who is not signed in, ``address`` how the browser calls this server.
    """

    township: Township
    path: Mapping[str, str]
    asked: Typed
    signed_in: SignedIn | None = None
    typed: Typed = field(default_factory=Typed)
    refusal: Refusal | None = None
    visitor: str = ""
    address: str = ""

    @property
    def account(self) -> Account:
        if self.signed_in is None:
            raise Defect("a page for people who are signed in was shown to a stranger")
        return self.signed_in.account

    @property
    def desk(self) -> Desk:
        """The township's desk of whoever is signed in."""
        account = self.account
        return Desk(
            self.township.register,
            Actor(account.agent_id, account.name, tiers.words(self.township).office),
            self.township.clock,
        )

    @property
    def chapters(self) -> dict[str, str]:
        """The villages (at a district: the townships) this account may see, names by code."""
        known, limited = sites.chapters(self.township), self.account.sites
        return {code: name for code, name in known.items() if not limited or code in limited}

    @property
    def villages(self) -> tuple[str, ...]:
        """The codes of all sites below that this account may see."""
        return tuple(dict.fromkeys(code for one in self.chapters for code in sites.under(self.township, one)))

    @property
    def sites(self) -> tuple[str, ...]:
        """The villages, and the township's own window where the account is not limited; a district has none."""
        has_window = not self.account.sites and not tiers.is_district(self.township)
        own = (self.township.register.site_code,) if has_window else ()
        return (*own, *self.villages)

    def require_site(self, site_code: str) -> str:
        """The code itself; Refusal ``not-your-site`` where the account is limited to others."""
        if site_code not in self.sites:
            raise Refusal("这个村（社区）不在您负责的范围内，没有显示。", field="site", code="not-your-site")
        return site_code

    def require_chapter(self, code: str) -> tuple[str, ...]:
        """Its sites; Refusal ``not-your-site`` where the account is limited to others."""
        if code not in self.chapters:
            self.require_site(code)
            return (code,)
        return sites.under(self.township, code)

    def viewer(self, site_code: str) -> str:
        """As which agent this account looks at cases of a site: its namesake there, who sees no complaint of himself."""
        with self.township.register.reading() as session:
            found = agents.named(session, site_code, self.account.name)
        return found[0].agent_id if len(found) == 1 else self.account.agent_id

    def refused(self, refusal: Refusal) -> Visit:
        return replace(self, refusal=refusal)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to be rendered: a template and what it says. ``about`` is noted where looking is an act."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """An act is done: one sentence, and where to go on. ``about`` is the number it concerned.

    ``cookie`` begins a session with this value, "" ends the present one, None leaves it as it is; ``by`` is whose
    session begins.
    """

    sentence: str
    to: str
    about: str = ""
    cookie: str | None = None
    by: Account | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that is handed out. ``inline``: made by us and shown by the browser itself, not kept as a download."""

    name: str
    content: bytes
    media_type: str
    about: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A path that shows something. ``noted`` names it in the audit where looking alone is an act.

    ``keeps_awake`` False: what a browser asks for by itself does not keep somebody signed in who has left.
    """

    path: str
    show: Callable[[Visit], Shown | File]
    roles: frozenset[Role] = EVERYBODY
    noted: str = ""
    open_to_all: bool = False
    keeps_awake: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """A form that does something; where it is refused, ``page`` is shown again with what was typed.

    ``words`` name it in the audit; "" for a question that only keeps names out of the address.
    ``heap_bytes``: many files may be brought, all together of this size; they lie on the disk, not in memory.
    """

    path: str
    do: Callable[[Visit], Done | Shown | File]
    page: Callable[[Visit], Shown | File]
    words: str
    roles: frozenset[Role] = OFFICE_WORK
    open_to_all: bool = False
    heap_bytes: int = 0
