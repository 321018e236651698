"""Backups: the whole register in one encrypted file, proved when made, and put back as a new replica."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app import keystore, paths
from app.clock import CHINA, Clock, SystemClock
from app.domain.divisions import is_above_village
from app.errors import Refusal
from app.models import verify as proof
from app.models import whole_copies
from app.models.queries import number_traces
from app.models.register import Register
from app.models.tables import Made
from app.models.tables.after import BACKUP
from app.models.verify import VerifyReport
from app.services import attachments, backup_file, backup_folders, rooms

SHORTEST_PASSPHRASE = 8


def set_passphrase(register: Register, passphrase: str) -> None:
    """The passphrase that opens this register's backups anywhere; Refusal ``passphrase-form``."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise Refusal(
            f"备份口令至少 {SHORTEST_PASSPHRASE} 个字。请换一个长些、只有本室知道的口令。",
            field="passphrase",
            code="passphrase-form",
        )
    keystore.add_passphrase(register.home, register.keys, passphrase)


def back_up(register: Register, folder: Path, clock: Clock) -> Path:
    """A proved copy of the register in ``folder``: ``daiban-<site>-<yyyymmdd-hhmmss>.backup``; work goes on.

    The file opens with the passphrase (or recovery key) alone, on any machine. It appears under its name
    only when it is whole and was read back. Refusals: ``no-passphrase``, ``disk``, ``disk-full``, ``damaged``.
    """
    key_bytes = backup_file.portable_key(paths.key_file(register.home).read_bytes())
    stamp = clock.now().astimezone(CHINA)
    with backup_folders.writing_to(folder, "没有做成备份，登记簿没有受影响"):
        folder.mkdir(parents=True, exist_ok=True)
        target = backup_folders.free_name(folder, f"daiban-{register.site_code}-{stamp:%Y%m%d-%H%M%S}")
        with backup_folders.scratch(folder) as aside:
            copy = aside / backup_file.REGISTER
            whole_copies.copy_proved(paths.register_file(register.home), register.keys.register_key, copy)
            about = backup_file.About(register.site_code, rooms.room(register, clock).name, stamp.isoformat())
            contents = backup_file.contents_of(register.home)
            backup_file.write(aside / target.name, about, copy, key_bytes, contents)
            backup_file.read_back(aside / target.name, copy, contents)
            backup_folders.put_in_place(aside / target.name, target)
    return target


def back_up_room(register: Register, folder: Path, clock: Clock) -> Path:
    """``back_up``, and one line about it: so the township sees how old the backup of each of its rooms is."""
    made = back_up(register, folder, clock)
    with register.write("", clock) as work:
        work.add(Made(what=BACKUP, kind=register.identity.pc_code, at=clock.now()))
        work.commit()
    return made


def restore(
    file: Path,
    to: Path,
    *,
    passphrase: str | None,
    recovery_key: str | None = None,
    clock: Clock | None = None,
) -> Path:
    """The backup's register in the new home ``to``, with an identity and a PC code of its own; returns ``to``.

    ``recovery_key``, or one typed as ``passphrase``, opens the backup too and the new register after it.
    It must be enrolled again before it syncs. Refusals: ``room-exists``, ``not-a-backup``, ``backup-damaged``,
    ``wrong-passphrase``, ``passphrase-needed``, ``recovery-key-form``, ``wrong-recovery-key``, ``newer``,
    ``township-backup``, ``disk``, ``disk-full``; then nothing is left in ``to``.
    """
    if recovery_key is None and passphrase and keystore.is_recovery_key(passphrase):
        passphrase, recovery_key = None, passphrase
    if rooms.exists(to):
        raise Refusal(
            "这个文件夹里已经有一个登记簿，没有改动它。请把备份恢复到一个空文件夹。", code="room-exists"
        )
    with backup_folders.writing_to(to, "没有恢复，备份文件没有改动"), backup_folders.new_home(to) as aside:
        key_bytes = backup_file.extract(file, paths.register_file(aside))
        old = keystore.open_copy(key_bytes, passphrase=recovery_key or passphrase)
        _refuse_township(old)
        _prove(paths.register_file(aside), old.register_key)
        keys = keystore.create(
            aside,
            passphrase=passphrase,
            recovery_key=recovery_key,
            site_code=old.identity.site_code,
            pc_code=backup_folders.other_pc_code({old.identity.pc_code}),
            register_key=old.register_key,
        )
        _begin_anew(aside, keys, clock or SystemClock(), old.identity.pc_code)
    return to


def verify(register: Register) -> VerifyReport:
    """Both logs folded and compared with the tables, the journal with its anchor, each attachment with its hash."""
    found = proof.verify(register)
    behind = _behind_anchor(register)
    more = (*((behind,) if behind else ()), *attachments.problems(register))
    return replace(found, ok=found.ok and not more, problems=(*found.problems, *more))


def _prove(file: Path, key: bytes) -> None:
    try:
        whole_copies.prove(file, key)
    except Refusal as refusal:
        if refusal.code == "disk-full":
            raise
        raise backup_file.damaged() from refusal


def _refuse_township(keys: keystore.Keys) -> None:
    """A server put back is another life of the server (sync 10), which rooms must be told; not this."""
    if is_above_village(keys.identity.site_code):
        raise Refusal(
            "这是乡镇服务器的备份，不能恢复成服务室的登记簿，没有恢复任何东西。请联系乡镇管理员。",
            field="file",
            code="township-backup",
        )


def _begin_anew(aside: Path, keys: keystore.Keys, clock: Clock, former_code: str) -> None:
    """Under a PC code that no number bears: the register's own part of the room goes on beside the others."""
    register = Register.open(aside, keys)
    try:
        with register.reading() as session:
            seen = number_traces.pc_codes(session, keys.identity.site_code)
        if keys.identity.pc_code in seen:
            keystore.change_pc_code(aside, backup_folders.other_pc_code({*seen, former_code}))
        with register.write("", clock) as work:
            whole_copies.begin_anew(work, keys.identity.signing_public, keys.identity.key_id)
            work.commit()
        last, head = whole_copies.head_of(register)
        keystore.write_anchor(aside, keystore.Anchor(keys.identity.replica_id, last, head))
    finally:
        register.close()


def _behind_anchor(register: Register) -> str:
    anchor = keystore.read_anchor(register.home)
    if anchor is None or register.keeps_feed or anchor.replica_id != register.identity.replica_id:
        return ""
    if whole_copies.chain_at(register, anchor.last_seq) == anchor.head_hash:
        return ""
    return f"登记簿里没有上次同步时的第{anchor.last_seq}行，可能换回了旧文件"
