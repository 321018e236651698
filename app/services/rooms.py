"""The room itself: setting one up, opening it, and what it is called."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import assets, clock, keystore, paths
from app.domain import case_numbers, catalogue, divisions, phones, text
from app.domain.cases import Tier
from app.domain.rows import RoomRow
from app.errors import Defect, Refusal
from app.ids import new_record_id, new_secret, site_record_id
from app.models import local_store, next_keys, rejudging, whole_copies
from app.models.queries import catalogues, number_traces, sites
from app.models.register import Register
from app.models.tables import Agent, CatalogueVersion, Site, SlipKey
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.homes import exists, needs_passphrase

__all__ = [
    "RoomFacts",
    "RoomPlan",
    "change",
    "exists",
    "is_pulling",
    "needs_passphrase",
    "open_room",
    "open_unfinished",
    "restored",
    "room",
    "set_up",
    "set_up_replacement",
    "taken_over",
]

FIRST_AGENT = "值班员"
SAMPLE_IN_FORCE_FROM = date(2000, 1, 1)
"""The sample stands until anything real is published, whatever the PC's date."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
WHY_NOT = {
    **dict.fromkeys(FULL, "磁盘已满"),
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "这里有一个同名的文件",
    errno.EEXIST: "这里有一个同名的文件",
}

_DEMO = "demo"
_NUMBERED_ANEW = "numbered_anew_after"
_PULLING = "replacing.pulling"
_STAGING = ".making-"


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """What must be known to set up a register; ``tier`` TOWNSHIP makes a township's own (code ends in 000)."""

    room_code: str
    room_name: str
    agent: str = FIRST_AGENT
    sample_catalogue: bool = False
    hotline: str = ""
    opening_hours: str = ""
    pc_code: str = "A1"
    demo: bool = False
    tier: Tier = Tier.VILLAGE


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What the room says of itself; papers and pages show it."""

    name: str
    hotline: str = ""
    opening_hours: str = ""
    address: str = ""


def open_room(home: Path, *, passphrase: str | None = None) -> Register:
    """The register in ``home``, opened; ``restored`` then tells whether an older copy was put back.

    Refusals: ``no-register``, and those of the key file (``wrong-passphrase``, ``passphrase-needed``,
    ``copied`` …) and of the register (``unlock-failed``, ``damaged``, ``newer``, ``locked``, ``disk``);
    ``still-pulling`` where it takes another PC's place and has not all of the room's register yet.
    """
    register = open_unfinished(home, passphrase=passphrase)
    if is_pulling(register):
        register.close()
        raise Refusal("本室的登记簿还没有从乡镇取完。请先接着取完，再开始办理。", code="still-pulling")
    return register


def open_unfinished(home: Path, *, passphrase: str | None = None) -> Register:
    """As ``open_room``, also where the room's register is still being pulled."""
    if not exists(home):
        raise Refusal("这里还没有登记簿。请先完成初始设置，或选择正确的文件夹。", code="no-register")
    register = Register.open(home, keystore.open(home, passphrase=passphrase))
    try:
        next_keys.finish(register)
        rejudging.rejudge(register, clock.SystemClock())
        _mind_anchor(register)
    except BaseException:
        register.close()
        raise
    return register


def is_pulling(register: Register) -> bool:
    """Whether this register takes another PC's place and has not all of it yet."""
    with register.reading() as session:
        return local_store.preference(session, _PULLING) == (True, True)


def taken_over(register: Register) -> None:
    """All of it is here: from now on the register is like any other."""
    with register.writing() as session:
        local_store.put_preference(session, _PULLING, False)
        session.commit()


def restored(register: Register) -> bool:
    """Whether the file lacks what was last seen of it: an older copy was put back in its place (sync 10)."""
    anchor = keystore.read_anchor(register.home)
    if anchor is None or register.keeps_feed or anchor.replica_id != register.identity.replica_id:
        return False
    return anchor.last_seq > 0 and whole_copies.chain_at(register, anchor.last_seq) != anchor.head_hash


def _mind_anchor(register: Register) -> None:
    """Move the anchor on; a register that was put back takes a PC code nobody had, before it numbers again."""
    if register.keeps_feed:
        return
    anchor = keystore.read_anchor(register.home)
    if anchor is not None and restored(register):
        _number_anew(register, anchor)
        return
    last, head = whole_copies.head_of(register)
    identity = register.identity
    if anchor is None or anchor.replica_id != identity.replica_id or anchor.last_seq < last:
        with contextlib.suppress(OSError):  # a full disk must not keep the room shut; the old anchor stays
            keystore.write_anchor(register.home, keystore.Anchor(identity.replica_id, last, head))


def _number_anew(register: Register, anchor: keystore.Anchor) -> None:
    """Once for each anchor: numbers given after the copy was made stand on paper already."""
    seen = anchor.head_hash.hex()
    with register.writing() as session:
        if local_store.preference(session, _NUMBERED_ANEW) == (True, seen):
            return
        own = keystore.read_identity(register.home).pc_code
        taken = {own, *number_traces.pc_codes(session, register.site_code)}
        code = case_numbers.random_pc_code(int.from_bytes(new_secret(4), "big"), taken)
        keystore.change_pc_code(register.home, code)
        local_store.put_preference(session, _NUMBERED_ANEW, seen)
        session.commit()


def room(register: Register, at: clock.Clock | None = None) -> RoomRow:
    """The room as screens and papers show it; Refusal ``no-room`` where the register was never finished."""
    today = clock.today(at or clock.SystemClock())
    with register.reading() as session:
        sample = catalogues.is_sample(session, register.site_code, today)
        _known, demo = local_store.preference(session, _DEMO)
        row = sites.room_row(session, register.site_code, sample_catalogue=sample, demo=bool(demo))
    if row is None:
        raise Refusal("这份登记簿没有设置完成。请换一个空文件夹重新设置。", code="no-room")
    return row


def change(desk: Desk, facts: RoomFacts) -> RoomRow:
    """Put the room's own words right; Refusal on ``name hotline opening_hours address``.

    A name that the township published is shown before the room's own.
    """
    name = text.name(facts.name, field="name", words="服务机构名称")
    hotline = phones.check(facts.hotline, field="hotline")
    hours = text.line(facts.opening_hours, field="opening_hours", words="开放时间")
    address = text.line(facts.address, field="address", words="地址")
    with desk.write() as work:
        site = work.get(Site, site_record_id(desk.register.site_code))
        if site is None:
            raise Defect("a room without its own record")
        site.name, site.hotline, site.opening_hours, site.address = name, hotline, hours, address
        work.commit()
    return room(desk.register, desk.clock)


def set_up(home: Path, plan: RoomPlan, at: clock.Clock, *, passphrase: str | None) -> Register:
    """A new room in ``home``: keys, register, the room's own record, its first agent; opened.

    Everything is made aside and put in place at the end, so that nothing half-made is left after a failure.
    Refusals: ``room-exists``, ``room-code``, fields ``room_name`` ``agent`` ``hotline`` ``opening_hours``
    ``pc_code``, ``passphrase-needed``, ``disk``, ``disk-full``.
    """
    checked = _checked(plan)
    return _made_aside(home, lambda aside: _make(aside, checked, at, passphrase))


def set_up_replacement(
    home: Path, room_code: str, at: clock.Clock, join: Callable[[Register], None], *, passphrase: str | None
) -> Register:
    """A register for a PC that takes another's place: nothing in it but its own key, and ``join`` has let it in.

    It stays closed to everything (``open_room`` says ``still-pulling``) until ``taken_over``.
    Refusals: as ``set_up``, and those of ``join``; then nothing is left in ``home``.
    """
    checked = _checked(RoomPlan(room_code=room_code, room_name=room_code))
    return _made_aside(home, lambda aside: _make_replacement(aside, checked, at, passphrase, join))


def _made_aside(home: Path, make: Callable[[Path], keystore.Keys]) -> Register:
    """What ``make`` made, put in place and opened; where it failed nothing is left."""
    if exists(home):
        raise Refusal(
            "这个文件夹里已经有一个登记簿，没有改动它。请直接打开它，或换一个文件夹。", code="room-exists"
        )
    was_there = home.exists()
    try:
        home.mkdir(parents=True, exist_ok=True)
        _drop_staging(home)
        aside = home / f"{_STAGING}{new_record_id()}"
        aside.mkdir()
        keys = make(aside)
        _put_in_place(aside, home)
    except OSError as error:
        _clean_up(home, was_there)
        raise _no_room_here(error) from error
    except BaseException:
        _clean_up(home, was_there)
        raise
    return Register.open(home, keys)


def _no_room_here(error: OSError) -> Refusal:
    why = WHY_NOT.get(error.errno or 0, "磁盘不肯写入")
    return Refusal(
        f"不能在这个文件夹里建立登记簿：{why}。没有留下任何东西。请检查权限和磁盘，或换一个文件夹。",
        code="disk-full" if error.errno in FULL else "disk",
    )


def _checked(plan: RoomPlan) -> RoomPlan:
    code = plan.room_code.strip()
    above = plan.tier is not Tier.VILLAGE
    if len(code) != divisions.CODE_LENGTH or not (code.isascii() and code.isdigit()):
        raise Refusal(
            "机构代码应是 12 位数字，如 620902101201。请核对后再填。", field="room_code", code="room-code"
        )
    if divisions.is_above_village(code) != above:
        what = (
            "乡镇的代码以 000 结尾" if above else "以 000 结尾的是乡镇的代码，村（社区）的代码后三位不是 000"
        )
        raise Refusal(f"{what}。请核对后再填。", field="room_code", code="room-code")
    return RoomPlan(
        code,
        text.name(plan.room_name, field="room_name", words="服务机构名称"),
        text.name(plan.agent or FIRST_AGENT, field="agent", words="代办员姓名"),
        plan.sample_catalogue,
        phones.check(plan.hotline, field="hotline"),
        text.line(plan.opening_hours, field="opening_hours", words="开放时间"),
        case_numbers.check_pc_code(plan.pc_code),
        plan.demo,
        plan.tier,
    )


def _make(aside: Path, plan: RoomPlan, at: clock.Clock, passphrase: str | None) -> keystore.Keys:
    keys = keystore.create(aside, passphrase=passphrase, site_code=plan.room_code, pc_code=plan.pc_code)
    register = Register.create(aside, keys)
    try:
        with register.write("", at) as work:
            _write_first_records(work, keys, plan)
            local_store.put_preference(work.session, _DEMO, plan.demo)
            work.commit()
    finally:
        register.close()
    return keys


def _make_replacement(
    aside: Path, plan: RoomPlan, at: clock.Clock, passphrase: str | None, join: Callable[[Register], None]
) -> keystore.Keys:
    keys = keystore.create(aside, passphrase=passphrase, site_code=plan.room_code, pc_code=plan.pc_code)
    register = Register.create(aside, keys)
    try:
        with register.write("", at) as work:
            work.add(_slip_key(work, keys))
            local_store.put_preference(work.session, _PULLING, True)
            work.commit()
        join(register)
        return register.keys
    finally:
        register.close()


def _write_first_records(work: UnitOfWork, keys: keystore.Keys, plan: RoomPlan) -> None:
    work.actor_id = new_record_id()  # the first agent makes the room, himself included
    work.add(
        Site(
            id=site_record_id(plan.room_code),
            tier=plan.tier.value,
            name=plan.room_name,
            hotline=plan.hotline,
            opening_hours=plan.opening_hours,
        )
    )
    work.add(_slip_key(work, keys))
    work.add(Agent(id=work.actor_id, name=plan.agent))
    if plan.sample_catalogue:
        work.add(_sample_catalogue(work.clock))


def _slip_key(work: UnitOfWork, keys: keystore.Keys) -> SlipKey:
    identity = keys.identity
    return SlipKey(key_id=identity.key_id, public_key=identity.signing_public.hex(), made_at=work.clock.now())


def _sample_catalogue(at: clock.Clock) -> CatalogueVersion:
    document = assets.text("catalogue", "sample.json")
    read = catalogue.from_document(document)
    return CatalogueVersion(
        version=read.version,
        title=read.title,
        sample=True,
        document=document,
        sha256=hashlib.sha256(document.encode()).hexdigest(),
        published_by=Tier.VILLAGE.value,
        published_at=at.now(),
        in_force_from=SAMPLE_IN_FORCE_FROM,
    )


def _put_in_place(aside: Path, home: Path) -> None:
    """The register first, the key last: the key file is what makes the folder a register's home."""
    key = paths.key_file(aside)
    for file in sorted(aside.iterdir()):
        if file != key:
            file.rename(home / file.name)
    keystore.write_whole(paths.key_file(home), key.read_bytes())
    shutil.rmtree(aside)


def _drop_staging(home: Path) -> None:
    for left in home.glob(f"{_STAGING}*"):
        shutil.rmtree(left)


def _clean_up(home: Path, was_there: bool) -> None:
    """Take away what a failed set-up left: only what it made itself, never a finished register."""
    if not home.is_dir():
        return
    for left in home.glob(f"{_STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    if not keystore.exists(home):
        for file in home.glob(f"{paths.register_file(home).name}*"):
            file.unlink(missing_ok=True)
    if not was_there and not any(home.iterdir()):
        home.rmdir()
