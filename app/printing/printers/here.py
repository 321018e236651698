"""The printers of this machine, whatever its system."""

from __future__ import annotations

import sys

from app.printing.printers import cups, windows
from app.printing.printers.port import Printer, PrinterInfo


def available() -> tuple[PrinterInfo, ...]:
    """The printers that this account may use, the usual one first; asks the system, so call it off the window."""
    return windows.list_printers() if sys.platform == "win32" else cups.list_printers()


def system_printer(name: str) -> Printer:
    """The printer called ``name``; whether it is there shows when something is sent."""
    return windows.WindowsPrinter(name) if sys.platform == "win32" else cups.CupsPrinter(name)
