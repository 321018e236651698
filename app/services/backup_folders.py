"""Folders that backups are made in and restored to: nothing half-done is ever left, whatever the disk says."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from app import keystore, paths
from app.domain import case_numbers
from app.errors import Refusal
from app.ids import new_record_id, new_secret

LEFT_BEHIND_S = 3600.0

_SCRATCH = ".daiban-making-"


@contextmanager
def writing_to(folder: Path, so: str) -> Iterator[None]:
    """The world's errors about ``folder`` leave as advice; ``so`` says what that means for the data."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)
        why = "磁盘已满" if full else "这个文件夹不能写入" if _is_denied(error) else "磁盘读写出错"
        raise Refusal(
            f"{why}，{so}。请清理磁盘、检查权限或换一个地方再试。",
            field="folder",
            code="disk-full" if full else "disk",
        ) from error


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder beside the target, gone afterwards whatever happens; a power cut's is gone with the next one."""
    aside = folder / f"{_SCRATCH}{new_record_id()}"
    aside.mkdir()
    _sweep(folder, aside)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def new_home(to: Path) -> Iterator[Path]:
    """A folder to make a home in; put in place as ``to`` only when the block ends well."""
    was_there = to.exists()
    to.mkdir(parents=True, exist_ok=True)
    try:
        with scratch(to) as aside:
            yield aside
            _move_in(aside, to)
    except BaseException:
        if not was_there and not any(to.iterdir()):
            to.rmdir()
        raise


def free_name(folder: Path, stem: str) -> Path:
    """``stem.backup``, or with -2, -3 … behind it where that exists: a backup never replaces another."""
    target, number = folder / f"{stem}.backup", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.backup"
    return target


def put_in_place(made: Path, target: Path) -> None:
    """Rename the finished file to its name, for good: all of it is on disk before it has the name."""
    with made.open("rb+") as handle:
        os.fsync(handle.fileno())
    os.replace(made, target)
    if sys.platform != "win32":
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def other_pc_code(taken: Collection[str]) -> str:
    """A random PC code that is not ``taken``: a restored register may not number on where the old one goes on."""
    return case_numbers.random_pc_code(int.from_bytes(new_secret(4), "big"), taken)


def _sweep(folder: Path, newest: Path) -> None:
    """Take away what a killed program left; a younger one may be at work in another program."""
    begun = newest.stat().st_mtime
    for left in folder.glob(f"{_SCRATCH}*"):
        if begun - left.stat().st_mtime > LEFT_BEHIND_S:
            shutil.rmtree(left, ignore_errors=True)


def _move_in(aside: Path, to: Path) -> None:
    """The register first, the key last: the key file is what makes the folder a register's home."""
    key = paths.key_file(aside)
    for file in sorted(aside.iterdir()):
        if file != key:
            file.rename(to / file.name)
    keystore.write_whole(paths.key_file(to), key.read_bytes())


def _is_denied(error: OSError) -> bool:
    return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)
