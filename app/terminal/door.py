"""The outermost door of a command line: one command is run, and whatever happens becomes an exit status."""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from app.errors import Refusal
from app.terminal import answers
from app.terminal.answers import DONE, REFUSED, Answer

INTERRUPTED = 130


def enter(parser: ArgumentParser, arguments: Sequence[str] | None, run: Callable[[Namespace], Answer]) -> int:
    """Run one command, which has ``home`` and ``json``; 0 done, 1 refused with a sentence, 2 wrong usage."""
    _speak_utf8()
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else REFUSED
    try:
        answer = run(asked)
        answers.give(answer, as_json=asked.json)
        sys.stdout.flush()
    except Refusal as refusal:
        answers.refuse(refusal, as_json=asked.json)
        return REFUSED
    except BrokenPipeError:  # whoever read our words has gone; nothing was lost
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the outermost door: a report instead of a trace with names in it
        from app import fault_report

        told = fault_report.told(fault, parser.prog, asked.command, asked.home)
        answers.refuse(told, as_json=asked.json)
        return REFUSED
    return DONE if answer.ok else REFUSED


def _speak_utf8() -> None:
    """The words are UTF-8 whatever the machine's language is."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
