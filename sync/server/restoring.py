"""Backups of a township's register, and putting one back as a new life of the same server (design: sync 10)."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, select

from app import keystore, paths
from app.clock import Clock
from app.domain.divisions import is_above_village
from app.errors import Refusal
from app.ids import new_replica_id
from app.models import whole_copies
from app.models.queries import number_traces
from app.models.verify import VerifyReport
from app.models.verify import verify as verify_register
from app.services import backup_file, backup_folders, backups
from sync.server import incidents, pc_locks, quarantine, upkeep
from sync.server.certificate import CERTIFICATE_FILE, KEY_FILE
from sync.server.tables import EnrolmentCode, KnownReplica, ServerEpoch
from sync.server.township import Township, open_township

DATABASE_BACKUP = (
    "这台服务器用的是 PostgreSQL，请用 pg_dump 备份数据库，并另存服务器文件夹；"
    "恢复以后运行 daiban-township new-life，让各服务点补传。"
)

_OF_QUARANTINE = re.compile(quarantine.FOLDER + r"/[0-9a-f]{32}/[a-z][a-z-]*-[0-9a-f]{32}\.(dbn|declined)")
"""A name of another form is none of ours and goes nowhere."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """What stands in a register that was put back: its site and how many PCs it knows."""

    site_code: str
    replicas: int


def back_up(township: Township, folder: Path, *, on_database: bool) -> Path:
    """A proved copy of the whole server in one file: register with console and accounts, attachments, keys,
    certificate, and what lies in quarantine; work goes on.

    Refusals: ``database-backup``, and those of ``backups.back_up``.
    """
    if on_database:
        raise Refusal(DATABASE_BACKUP, code="database-backup")
    home = township.register.home
    with backup_folders.writing_to(folder, "没有做成备份，登记簿没有受影响"):
        folder.mkdir(parents=True, exist_ok=True)
        with backup_folders.scratch(folder) as aside:
            made = backups.back_up(township.register, aside, township.clock)
            with zipfile.ZipFile(made, "a") as archive:
                for name in (CERTIFICATE_FILE, KEY_FILE):
                    archive.writestr(zipfile.ZipInfo(name), (home / name).read_bytes())
                for name, place in quarantine.files(home).items():
                    archive.writestr(zipfile.ZipInfo(f"{quarantine.FOLDER}/{name}"), place.read_bytes())
            target = backup_folders.free_name(folder, made.stem)
            backup_folders.put_in_place(made, target)
    return target


def restore(file: Path, to: Path, clock: Clock, *, passphrase: str | None) -> tuple[PutBack, VerifyReport]:
    """The backup's register in the new home ``to``: the same server, its rooms' PCs still known, a new life; proved.

    At their next contact the rooms offer back what the server once signed and no longer has. Enrolment codes
    given out before are void. Refusals: ``register-exists``, those of the backup file, of its passphrase,
    ``not-a-township``, ``disk``, ``disk-full``; then nothing is left in ``to``.
    """
    if keystore.exists(to) or paths.register_file(to).exists():
        raise Refusal(
            "这个文件夹里已经有一个登记簿，没有改动它。请把备份恢复到一个空文件夹。", code="register-exists"
        )
    with backup_folders.writing_to(to, "没有恢复，备份文件没有改动"), backup_folders.new_home(to) as aside:
        _extract(file, aside, passphrase)
        township = open_township(aside, clock, passphrase=passphrase)
        try:
            found = begin_life(township)
            report = upkeep.verify(township)
        finally:
            township.register.close()
    return found, report


def check(file: Path, folder: Path, clock: Clock, *, passphrase: str | None) -> VerifyReport:
    """Put a backup back into a folder that goes away again, and prove every log and table of it."""
    with backup_folders.writing_to(folder, "没有核对，备份文件没有改动"):
        folder.mkdir(parents=True, exist_ok=True)
        with backup_folders.scratch(folder) as aside:
            _extract(file, aside, passphrase)
            township = open_township(aside, clock, passphrase=passphrase)
            try:
                return verify_register(township.register)
            finally:
                township.register.close()


def begin_life(township: Township) -> PutBack:
    """A new epoch: what every room is told at its next contact. After a database was put back, too.

    The server's own cases are numbered under another code from now on: the copy does not know the last number.
    """
    site_code = township.register.site_code
    with township.register.writing() as session:
        taken = {township.register.identity.pc_code, *number_traces.pc_codes(session, site_code)}
        keystore.change_pc_code(township.register.home, backup_folders.other_pc_code(taken))
        session.get_one(ServerEpoch, 1).epoch = new_replica_id()
        session.execute(delete(EnrolmentCode))
        pcs = pc_locks.locked(session, session.scalars(select(KnownReplica.replica_id)))
        for one in pcs.values():
            one.offered_head = None
        incidents.note(session, township.clock, "restored", site_code=site_code)
        session.commit()
    return PutBack(site_code, len(pcs))


def _extract(file: Path, aside: Path, passphrase: str | None) -> None:
    key_bytes = backup_file.extract(file, paths.register_file(aside))
    keys = keystore.open_copy(key_bytes, passphrase=passphrase)
    if not is_above_village(keys.identity.site_code):
        raise Refusal(
            "这是服务室的备份，不是乡镇服务器的，没有恢复任何东西。", field="file", code="not-a-township"
        )
    try:
        whole_copies.prove(paths.register_file(aside), keys.register_key)
    except Refusal as refusal:
        raise refusal if refusal.code == "disk-full" else backup_file.damaged() from refusal
    with zipfile.ZipFile(file) as archive:
        if not {CERTIFICATE_FILE, KEY_FILE} <= set(archive.namelist()):
            raise backup_file.damaged()  # with another certificate every room would have to enrol again
        for name in (CERTIFICATE_FILE, KEY_FILE):
            keystore.write_whole(aside / name, archive.read(name))
        for name in filter(_OF_QUARANTINE.fullmatch, archive.namelist()):
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            keystore.write_whole(aside / name, archive.read(name))
    keystore.write_whole(paths.key_file(aside), key_bytes)
