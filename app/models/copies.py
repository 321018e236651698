"""Whole copies of the register's file: before its shape changes, and for backups."""

from __future__ import annotations

import os
from pathlib import Path

from app import paths
from app.clock import SystemClock
from app.models.engine import READ_CACHE_KB, connector


def copy_file(source: Path, key: bytes, target: Path) -> None:
    """Copy an encrypted register page by page, while it is in use, to ``target``; safe on disk when it returns.

    The copy has the same key. ``target`` must not exist; where copying fails, nothing is left of it.
    """
    try:
        _copy(source, key, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _copy(source: Path, key: bytes, target: Path) -> None:
    from sqlcipher3 import dbapi2

    opened = connector(source, key, READ_CACHE_KB)()
    try:
        copy = dbapi2.connect(str(target))
        try:
            copy.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            opened.backup(copy)
        finally:
            copy.close()
    finally:
        opened.close()
    with target.open("rb+") as handle:
        os.fsync(handle.fileno())


def copy_before_upgrade(home: Path, key: bytes) -> Path:
    """Set a copy of the register aside before a migration touches its shape; returns where it is."""
    folder = paths.copies_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = SystemClock().now().strftime("%Y%m%dT%H%M%S%f")
    target = folder / f"before-upgrade-{stamp}.db"
    copy_file(paths.register_file(home), key, target)
    return target
