"""Knowing this machine again: a key file from another one is a copy."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from pathlib import Path


def own_machine_id() -> str:
    """What the operating system calls this installation, or "" where it has no name."""
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            folder = r"SOFTWARE\Microsoft\Cryptography"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, folder) as node:
                return str(winreg.QueryValueEx(node, "MachineGuid")[0])
        return ""
    for place in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        with contextlib.suppress(OSError):
            return place.read_text().strip()
    return ""


def machine_hash(replica_id: str, machine_id: str) -> str:
    return (
        hashlib.sha256(f"daiban-machine|{replica_id}|{machine_id}".encode()).hexdigest() if machine_id else ""
    )
