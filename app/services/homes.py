"""What lies in a room's folder, told before anything heavy is loaded: the window asks this first."""

from __future__ import annotations

from pathlib import Path

from app import keystore, paths


def exists(home: Path) -> bool:
    """Whether ``home`` holds a register or part of one."""
    return keystore.exists(home) or paths.register_file(home).exists()


def needs_passphrase(home: Path) -> bool:
    """Whether the register cannot be opened without a passphrase here and now."""
    return keystore.needs_passphrase(home)
