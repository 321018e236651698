"""The command that shows everything: a whole day at the counter, from the first villager to the township."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from app.cli.commands.family import Words
from app.clock import SystemClock
from app.terminal.answers import Answer


def add_to(words: Words) -> None:
    made = words.add("demo-day", "演示柜台一整天：受理、打印、上报、同步、月报、备份", demo_day)
    made.add_argument("--out", type=Path, required=True, metavar="DIR", help="结果放在这个文件夹")


def demo_day(asked: Namespace) -> Answer:
    """Progress goes to standard error when the answer is JSON, so that the answer stays one line."""
    from app.services import demo_day as service

    stream = sys.stderr if asked.json else sys.stdout

    def report(step: int, steps: int, words: str) -> None:
        print(f"[{step:2}/{steps}] {words}", file=stream, flush=True)

    service.run(asked.out, SystemClock(), report)
    return Answer({"out": str(asked.out)}, f"演示完成，结果在 {asked.out}，先看 README.txt。")
