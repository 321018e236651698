"""What happens when we were wrong: a report without personal data, a sentence, and the program goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from app import __version__
from app.clock import Clock
from app.paths import log_folder

LOG = logging.getLogger(__name__)


def report(error: BaseException, clock: Clock) -> str:
    """The kind of error and the way to it; never its text, which may quote a name or a number."""
    lines = [
        f"daiban {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"at {clock.now():%Y-%m-%d %H:%M:%S} UTC",
        f"kind {type(error).__name__}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
        if cause is not None:
            lines.append(f"because of {type(cause).__name__}")
    return "\n".join(lines) + "\n"


def keep(home: Path, error: BaseException, clock: Clock) -> Path | None:
    """Write the report beside the logs; None where even that is impossible."""
    words = report(error, clock)
    LOG.error("defect: %s", words)
    folder = log_folder(home)
    file = folder / f"crash-{clock.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    except OSError:
        return None  # the log line above is all there can be
    return file


def install(home: Path, clock: Clock, tell: Callable[[], None]) -> None:
    """Hear of every exception that nobody caught, on any thread; ``tell`` says the sentence."""

    def heard(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        keep(home, error, clock)
        tell()

    def heard_in_thread(happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            heard(happened.exc_type, happened.exc_value, happened.exc_traceback)

    sys.excepthook = heard
    threading.excepthook = heard_in_thread
