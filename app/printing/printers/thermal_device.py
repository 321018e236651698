"""A thermal roll printer on a device file of this machine, such as /dev/usb/lp0."""

from __future__ import annotations

import errno
import os
import select
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.printing.printers import thermal
from app.printing.printers.port import NOBODY_KNOWS, SAFE, JobNews, PrintJob, SendReceipt

STUCK_S = 20.0
REASONS = {
    errno.ENOENT: ("printer-off", "没有接上或没有开机"),
    errno.ENODEV: ("printer-off", "没有接上或没有开机"),
    errno.ENXIO: ("printer-off", "没有接上或没有开机"),
    errno.EACCES: ("printer-locked", "这个账号没有使用它的权限，请管理员把账号加入 lp 组"),
    errno.EPERM: ("printer-locked", "这个账号没有使用它的权限，请管理员把账号加入 lp 组"),
    errno.EBUSY: ("printer-busy", "正被别的程序使用"),
    errno.ENOSPC: ("out-of-paper", "缺纸或不再接收"),
}


@dataclass(frozen=True, slots=True)
class ThermalDevice:
    """``path`` is the device file; on Windows a thermal printer is reached through its driver instead."""

    name: str
    path: Path
    roll_mm: int = 80

    def send(self, job: PrintJob) -> SendReceipt:
        """Dots into the device; never waits longer than ``STUCK_S`` for a printer that takes nothing.

        Refusals: ``wrong-paper``, ``printer-off``, ``printer-locked``, ``printer-busy``, ``out-of-paper``, ``cut-off``.
        """
        dots = thermal.encode(job, self.roll_mm)
        sent = 0
        try:
            device = os.open(
                self.path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
            )
            try:
                while sent < len(dots):
                    sent += _write_some(device, dots[sent:])
            finally:
                os.close(device)
        except OSError as error:
            raise self._refusal(error, begun=sent > 0) from error
        return SendReceipt(f"已送到小票机“{self.name}”")

    def news(self, job: str) -> JobNews:
        return NOBODY_KNOWS

    def take_back(self, job: str) -> bool:
        return False

    def _refusal(self, error: OSError, *, begun: bool) -> Refusal:
        if begun:
            return Refusal(
                f"小票机“{self.name}”印到一半停下了，纸上可能不完整。请看一看打印机，再送一次。登记的数据没有受影响。",
                code="cut-off",
            )
        code, reason = REASONS.get(error.errno or 0, ("printer-off", "没有收下，可能没有开机或缺纸"))
        return Refusal(f"没有送印：小票机“{self.name}”{reason}。{SAFE}", code=code)


def _write_some(device: int, dots: bytes) -> int:
    """As much as the device takes now; TimeoutError where it takes nothing for a while."""
    _none, ready, _nothing = select.select([], [device], [], STUCK_S)
    if not ready:
        raise TimeoutError(errno.ETIMEDOUT, "the device takes nothing")
    return os.write(device, dots[:4096])
