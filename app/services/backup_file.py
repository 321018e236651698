"""The backup file itself: a stored zip of the encrypted register, its attachments, its wrapped key, and checksums."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from app import keystore
from app.errors import Refusal
from app.keystore.key_file import parse_key_file
from app.models import blobs

REGISTER, KEY, ABOUT = "register.db", keystore.KEY_FILE, "about.json"
FORMAT, VERSION = "daiban-backup", 1
CARRIED_WRAPS = ("passphrase", "recovery")
"""Ways to the key that work on another machine; a credential store's never leaves its own."""
SMALL_BYTES = 1 << 20
PIECE_BYTES = 1 << 20

_CONTENT = re.compile(rf"{blobs.FOLDER}/\d{{12}}/[0-9a-f]{{64}}")


@dataclass(frozen=True, slots=True)
class About:
    """What stands in the file in plain words: whose register, and when; nothing of anybody's case."""

    site_code: str
    room: str
    made_at: str


def portable_key(key_file: bytes) -> bytes:
    """The key file without the credential store's wrap; Refusal ``no-passphrase`` where no other way in is left."""
    parse_key_file(key_file)
    kept = json.loads(key_file)
    kept["wraps"] = [wrap for wrap in kept["wraps"] if wrap["kind"] in CARRIED_WRAPS]
    kept["machine"] = ""
    if not kept["wraps"]:
        raise Refusal(
            "还没有备份口令，也没有恢复密钥，备份在别的电脑上会打不开，所以没有做。请先在设置里设置备份口令，或制作恢复密钥单，再做备份。",
            field="passphrase",
            code="no-passphrase",
        )
    return json.dumps(kept, indent=1).encode()


def contents_of(home: Path) -> dict[str, Path]:
    """The attachments' contents beside a register, sealed as they lie there, by their places in the backup."""
    return {f"{blobs.FOLDER}/{file.parent.name}/{file.name}": file for file in blobs.whole_files(home)}


def write(
    target: Path, about: About, register: Path, key: bytes, contents: Mapping[str, Path] | None = None
) -> None:
    """Write the backup whole to ``target``, on disk when it returns. Raises OSError."""
    files = {REGISTER: register} | dict(contents or {})
    sums = {name: _sha256(file) for name, file in files.items()}
    said = asdict(about) | {
        "format": FORMAT,
        "version": VERSION,
        "sha256": sums | {KEY: hashlib.sha256(key).hexdigest()},
    }
    with target.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_entry(ABOUT), json.dumps(said, ensure_ascii=False, indent=1))
            archive.writestr(_entry(KEY), key)
            for name, file in files.items():
                with archive.open(_entry(name), "w", force_zip64=True) as into, file.open("rb") as source:
                    shutil.copyfileobj(source, into, PIECE_BYTES)
        raw.flush()
        os.fsync(raw.fileno())


def read_back(file: Path, register: Path, contents: Mapping[str, Path] | None = None) -> None:
    """Compare the written file with what went in, byte for byte; Refusal ``backup-damaged``."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name, place in ({REGISTER: register} | dict(contents or {})).items():
                _compare(archive, name, place)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise damaged() from error


def extract(file: Path, register: Path) -> bytes:
    """Put the backup's register at ``register`` and its attachments beside it; returns its key file. All is on disk.

    Refusals: ``no-backup``, ``not-a-backup``, ``newer``, ``backup-damaged``.
    """
    if not file.is_file():
        raise Refusal("没有找到这个备份文件。请核对文件名和U盘。", field="file", code="no-backup")
    try:
        with zipfile.ZipFile(file) as archive:
            said = _about(archive)
            key = _small(archive, KEY)
            files = {REGISTER: register} | _places(archive, register.parent)
            for name, place in files.items():
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, place.open("wb") as into:
                    shutil.copyfileobj(source, into, PIECE_BYTES)
                    into.flush()
                    os.fsync(into.fileno())  # on disk before the folder becomes a register's home
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, ValueError) as error:
        raise _foreign_or_damaged(file) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place that cannot be in the file: its list of contents is damaged
            raise
        raise _foreign_or_damaged(file) from error
    sums = said.get("sha256")
    expected = {name: _sha256(place) for name, place in files.items()}
    expected[KEY] = hashlib.sha256(key).hexdigest()
    if sums != expected:
        raise damaged()
    return key


def damaged() -> Refusal:
    return Refusal(
        "这个备份文件不完整或有损坏，没有恢复任何东西。请换一份备份，或重新从原处复制一次。",
        field="file",
        code="backup-damaged",
    )


def _places(archive: zipfile.ZipFile, home: Path) -> dict[str, Path]:
    """Where each content goes; a name of another form is none of ours and goes nowhere."""
    return {name: home / name for name in archive.namelist() if _CONTENT.fullmatch(name)}


def _compare(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    with archive.open(name) as written, place.open("rb") as source:
        while True:
            piece = source.read(PIECE_BYTES)
            if written.read(PIECE_BYTES) != piece:
                raise damaged()
            if not piece:
                return


def _about(archive: zipfile.ZipFile) -> dict[str, object]:
    said = json.loads(_small(archive, ABOUT))
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise _not_a_backup()
    if said.get("version") != VERSION:
        raise Refusal("这份备份是更新版本的程序做的，没有恢复。请先升级程序。", field="file", code="newer")
    return said


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        raise _not_a_backup()
    with archive.open(name) as source:
        return source.read(SMALL_BYTES)


def _foreign_or_damaged(file: Path) -> Refusal:
    """A cut-off backup still begins as one; anything else is another kind of file."""
    with file.open("rb") as source:
        head = source.read(64)
    return damaged() if head[:2] == b"PK" and ABOUT.encode() in head else _not_a_backup()


def _not_a_backup() -> Refusal:
    return Refusal(
        "这不是代办的备份文件，没有恢复任何东西。备份文件的名字以 daiban- 开头、.backup 结尾。",
        field="file",
        code="not-a-backup",
    )


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name)


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
