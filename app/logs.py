"""The log file of a program: rotating, small, and without ID numbers or telephone numbers."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.paths import log_folder

FILE_BYTES = 1_000_000
FILES_KEPT = 5
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_PERSONAL = re.compile(
    r"(?<!\d)(?:"
    r"\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ]"  # resident ID, GB 11643
    r"|\d{15}"  # resident ID of the first generation
    r"|(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # mobile
    r"|0\d{2,3}[ -]\d{7,8}"  # fixed line with its area code
    r")(?!\d)"
)


def mask(text: str) -> str:
    """``text`` with every ID number and telephone number replaced by ``***``."""
    return _PERSONAL.sub("***", text)


class MaskingFormatter(logging.Formatter):
    """Masks the finished line, so that arguments and the text of exceptions are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def start(home: Path, program: str = "daiban") -> logging.Handler:
    """Write this process's records of INFO and above to ``home/logs/<program>.log`` until ``stop``."""
    folder = log_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / f"{program}.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
    )
    handler.setFormatter(MaskingFormatter(LINE))
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level in (logging.NOTSET, logging.WARNING):
        root.setLevel(logging.INFO)
    return handler


def stop(handler: logging.Handler) -> None:
    """Take the handler of ``start`` away again and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
