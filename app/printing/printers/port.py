"""What every printer promises: it takes a finished PDF and says in a sentence what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A finished paper. ``title`` stands in queues that others see: a kind of paper, never a person."""

    pdf: bytes
    title: str
    width_mm: float
    height_mm: float
    copies: int = 1


@dataclass(frozen=True, slots=True)
class SendReceipt:
    """What became of a job, in words for the counter; ``job`` is the queue's own name for it, or ""."""

    words: str
    job: str = ""


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

    def send(self, job: PrintJob) -> SendReceipt: ...
