"""Paper to a printer of Windows: the PDF as grey dots, in the printer's own resolution, through the spooler."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from app.errors import Refusal
from app.printing.printers.port import NOBODY_KNOWS, SAFE, JobNews, PrinterInfo, PrintJob, SendReceipt

LOGPIXELSX = 88  # wingdi.h, GetDeviceCaps
PHYSICAL_OFFSET_X, PHYSICAL_OFFSET_Y = 112, 113
MOST_DPI = 600  # grey dots beyond this cost time and show nothing on paper
DM_PAPERSIZE, DM_PAPERLENGTH, DM_PAPERWIDTH, DM_ORIENTATION, DM_COPIES = 0x2, 0x4, 0x8, 0x1, 0x100
PORTRAIT, LANDSCAPE = 1, 2
PAPER_A4, PAPER_A5, PAPER_USER = 9, 11, 256
PAPER_SIZES = {(148.0, 210.0): PAPER_A5, (210.0, 297.0): PAPER_A4}
NOT_READY = {
    0x00000001: "打印机已暂停",
    0x00000002: "打印机出错",
    0x00000008: "打印机卡纸",
    0x00000010: "打印机缺纸",
    0x00000080: "打印机脱机，可能没有开机",
    0x00001000: "打印机没有应答",
}
WORK_OFFLINE = 0x00000400


@dataclass(frozen=True, slots=True)
class WindowsPrinter:
    """One printer of the Windows spooler; ``pins`` where it feeds continuous paper, which is never turned."""

    name: str
    pins: bool = False

    def send(self, job: PrintJob) -> SendReceipt:
        """Draws every page at its true size into the spooler."""
        spool, graphics = _library("win32print"), _library("win32gui")
        drawing = _library("win32ui")
        try:
            settings = _settings(spool, self.name, job, turns=not self.pins)
            device = drawing.CreateDCFromHandle(graphics.CreateDC("WINSPOOL", self.name, settings))
        except (spool.error, graphics.error, drawing.error) as error:
            raise Refusal(f"没有送印：打不开这台打印机，请重新选择。{SAFE}", code="printer-gone") from error
        try:
            device.StartDoc(job.title)
            _draw_pages(device, job)
            device.EndDoc()
        except drawing.error as error:
            raise Refusal(f"没有送印：打印机中途拒绝。{SAFE}", code="not-queued") from error
        finally:
            device.DeleteDC()
        return SendReceipt(f"已送打印队列（{self.name}）")

    def news(self, job: str) -> JobNews:
        return NOBODY_KNOWS

    def take_back(self, job: str) -> bool:
        return False


def list_printers() -> tuple[PrinterInfo, ...]:
    """The printers of this account, the usual one first."""
    spool = _library("win32print")
    local_and_connected = 0x2 | 0x4
    try:
        usual = spool.GetDefaultPrinter()
    except RuntimeError:
        usual = ""
    found = [_info(printer, usual) for printer in spool.EnumPrinters(local_and_connected, None, 2)]
    return tuple(sorted(found, key=lambda printer: not printer.default))


def _info(printer: dict[str, Any], usual: str) -> PrinterInfo:
    name = str(printer["pPrinterName"])
    words = next((words for bit, words in NOT_READY.items() if printer["Status"] & bit), "就绪")
    if words == "就绪" and printer["Attributes"] & WORK_OFFLINE:
        words = "打印机脱机，可能没有开机"
    return PrinterInfo(name, words == "就绪", words, default=name == usual)


def _settings(spool: Any, name: str, job: PrintJob, *, turns: bool) -> Any:
    """The printer's own settings with this job's paper, turn and copies."""
    handle = spool.OpenPrinter(name)
    try:
        settings = spool.GetPrinter(handle, 2)["pDevMode"]
    finally:
        spool.ClosePrinter(handle)
    across_mm, along_mm = job.width_mm, job.height_mm
    if turns:
        across_mm, along_mm = sorted((job.width_mm, job.height_mm))
    settings.PaperSize = PAPER_SIZES.get((across_mm, along_mm), PAPER_USER)
    settings.Fields |= DM_PAPERSIZE | DM_ORIENTATION | DM_COPIES
    if settings.PaperSize == PAPER_USER:
        settings.PaperWidth, settings.PaperLength = round(across_mm * 10), round(along_mm * 10)
        settings.Fields |= DM_PAPERWIDTH | DM_PAPERLENGTH
    settings.Orientation = LANDSCAPE if turns and job.width_mm > job.height_mm else PORTRAIT
    settings.Copies = job.copies
    return settings


def _draw_pages(device: Any, job: PrintJob) -> None:
    from PIL import Image, ImageWin

    from app.printing import raster

    device_dpi = device.GetDeviceCaps(LOGPIXELSX)
    left = -device.GetDeviceCaps(PHYSICAL_OFFSET_X)
    top = -device.GetDeviceCaps(PHYSICAL_OFFSET_Y)
    for page in raster.pages(job.pdf, min(device_dpi, MOST_DPI)):
        device.StartPage()
        picture = ImageWin.Dib(Image.frombytes("L", (page.width_px, page.height_px), page.pixels))
        right = left + round(page.width_mm / 25.4 * device_dpi)
        bottom = top + round(page.height_mm / 25.4 * device_dpi)
        picture.draw(device.GetHandleOutput(), (left, top, right, bottom))
        device.EndPage()


def _library(name: str) -> Any:
    """A part of pywin32, which exists on Windows only."""
    return importlib.import_module(name)
