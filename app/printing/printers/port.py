"""What every printer promises: it takes a finished PDF, says what became of it, and later how it went on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

SAFE = "登记的数据没有受影响，可以稍后再印或先存为PDF。"
"""How every refusal of a printer ends."""


class PrinterKind(StrEnum):
    """The roads out. A ``system`` printer and a ``pin24`` one stand in the system's own list."""

    SYSTEM = "system"
    PIN24 = "pin24"
    NETWORK = "thermal_network"
    DEVICE = "thermal_device"
    FOLDER = "pdf_folder"


KIND_WORDS = {
    PrinterKind.SYSTEM: "系统打印机",
    PrinterKind.PIN24: "24针打印机（连续纸）",
    PrinterKind.NETWORK: "热敏小票机（网络）",
    PrinterKind.DEVICE: "热敏小票机（直连）",
    PrinterKind.FOLDER: "存为PDF的文件夹",
}


@dataclass(frozen=True, slots=True)
class SavedPrinter:
    """A printer the room set up by hand. ``address``: the system's name for it, host[:port], a device file or a folder.

    ``width_mm`` is the roll's width of a thermal printer (58 or 80) and means nothing for the others.
    """

    name: str
    kind: PrinterKind
    address: str
    width_mm: int = 80


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A finished paper. ``title`` stands in queues that others see: a kind of paper, never a person."""

    pdf: bytes
    title: str
    width_mm: float
    height_mm: float
    copies: int = 1
    tray: str = ""


@dataclass(frozen=True, slots=True)
class SendReceipt:
    """What became of a job, in words for the counter; ``job`` is the queue's own name for it, or "".

    ``printed``: the printer itself said that it is done.
    """

    words: str
    job: str = ""
    printed: bool = False


class JobState(StrEnum):
    """What a printing system knows of a job; ``UNKNOWN``: only the person at the printer does."""

    WAITING = "waiting"
    PRINTED = "printed"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class JobNews:
    """How a job stands now, in words for the counter."""

    state: JobState
    words: str


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    """A printer of this machine. ``words`` say why it is not ready, else 就绪."""

    name: str
    ready: bool
    words: str
    default: bool = False


class Printer(Protocol):
    """A road for paper. ``send`` raises ``Refusal`` with a sentence; the record is never touched."""

    @property
    def name(self) -> str: ...

    def send(self, job: PrintJob) -> SendReceipt:
        """Give the job away; after a refusal with code ``cut-off`` a part of it may be on paper."""

    def news(self, job: str) -> JobNews:
        """How a job that was sent stands; ``job`` as ``SendReceipt`` named it."""

    def take_back(self, job: str) -> bool:
        """Whether the job could still be taken out of the printing system's queue."""


NOBODY_KNOWS = JobNews(JobState.UNKNOWN, "已送到打印机，纸有没有出来只有您看得到")
"""The answer of roads that hear nothing back."""
