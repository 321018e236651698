"""A folder as a printer: every paper becomes a PDF file in it, named after its kind."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import JobNews, JobState, PrintJob, SendReceipt


@dataclass(frozen=True, slots=True)
class PdfFolder:
    """For rooms that print elsewhere; nothing in the folder is ever replaced."""

    name: str
    folder: Path

    def send(self, job: PrintJob) -> SendReceipt:
        """A new file, whole or not at all. Refusals: as ``PdfFile``."""
        names = (self.folder / f"{job.title}{_order(number)}.pdf" for number in itertools.count(1))
        receipt = PdfFile(next(path for path in names if not path.exists())).send(job)
        return SendReceipt(receipt.words, printed=True)

    def news(self, job: str) -> JobNews:
        return JobNews(JobState.PRINTED, "已存为文件")

    def take_back(self, job: str) -> bool:
        return False


def _order(number: int) -> str:
    return "" if number == 1 else f"-{number}"
