"""The printers of this machine, whatever its system, and the way to each that a room set up."""

from __future__ import annotations

import sys
from pathlib import Path

from app.printing.printers import cups, windows
from app.printing.printers.pdf_folder import PdfFolder
from app.printing.printers.port import Printer, PrinterInfo, PrinterKind, SavedPrinter
from app.printing.printers.thermal_device import ThermalDevice
from app.printing.printers.thermal_network import ThermalNetwork


def available() -> tuple[PrinterInfo, ...]:
    """The printers that this account may use, the usual one first; asks the system, so call it off the window."""
    return windows.list_printers() if sys.platform == "win32" else cups.list_printers()


def system_printer(name: str, *, pins: bool = False) -> Printer:
    """The system's printer called ``name``, ``pins`` for one with 24 pins; whether it is there shows when sending."""
    if sys.platform == "win32":
        return windows.WindowsPrinter(name, pins)
    return cups.CupsPrinter(name, pins)


def printer(saved: SavedPrinter) -> Printer:
    """The road to a printer that the room set up."""
    match saved.kind:
        case PrinterKind.NETWORK:
            return ThermalNetwork(saved.name, saved.address, saved.width_mm)
        case PrinterKind.DEVICE:
            return ThermalDevice(saved.name, Path(saved.address), saved.width_mm)
        case PrinterKind.FOLDER:
            return PdfFolder(saved.name, Path(saved.address))
        case kind:
            return system_printer(saved.address or saved.name, pins=kind is PrinterKind.PIN24)


def turns(kind: PrinterKind, width_mm: float, height_mm: float) -> bool:
    """Whether a page of this size is turned left onto upright paper on its way: CUPS does so with sheets that lie."""
    return kind is PrinterKind.SYSTEM and sys.platform != "win32" and width_mm > height_mm


def look(saved: SavedPrinter, system: tuple[PrinterInfo, ...]) -> PrinterInfo:
    """How a printer that the room set up stands now; ``system`` is what ``available`` said."""
    match saved.kind:
        case PrinterKind.NETWORK:
            words = ThermalNetwork(saved.name, saved.address, saved.width_mm).trouble()
        case PrinterKind.DEVICE:
            words = "" if Path(saved.address).exists() else "没有接上或没有开机"
        case PrinterKind.FOLDER:
            words = "" if Path(saved.address).is_dir() else "文件夹不存在"
        case _:
            found = next((info for info in system if info.name == saved.address), None)
            words = ("" if found.ready else found.words) if found else "系统里没有这台打印机"
    return PrinterInfo(saved.name, not words, words or "就绪")
