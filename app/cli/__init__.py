"""``daiban`` on the command line: the same services as the window, for terminals and programs."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from app.cli import answers, grammar
from app.cli.answers import DONE, REFUSED, Answer
from app.errors import Refusal

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 refused with a sentence, 2 wrong usage."""
    _speak_utf8()
    try:
        asked = grammar.parser().parse_args(argv)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else REFUSED
    return _run(asked)


def _run(asked: Namespace) -> int:
    run: Callable[[Namespace], Answer] = asked.run
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

        answers.refuse(fault_report.told(fault, "daiban", asked.command, asked.home), as_json=asked.json)
        return REFUSED
    return DONE if answer.ok else REFUSED


def _speak_utf8() -> None:
    """The words are UTF-8 whatever the machine's language is."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
