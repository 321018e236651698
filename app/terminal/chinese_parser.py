"""The command line's own words in Chinese: headings of the help, and what is wrong with a line typed."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn

FAULTS = (
    (r"the following arguments are required: (.+)", r"还缺 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 不能写 \2，可以写 \3"),
    (r"argument (.+): invalid int value: (.+)", r"\1 要填整数，现在是 \2"),
    (r"argument (.+): expected (?:one|at least one) argument", r"\1 后面要写内容"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 和 \2 只能写一个"),
    (r"one of the arguments (.+) is required", r"这几项要写一项：\1"),
    (r"argument (\S+): (.+)", r"\1 不对：\2"),
)
"""What argparse says of a wrong line, and the same for people; what is not listed stays as it is."""


class ChineseParser(ArgumentParser):
    """An ``ArgumentParser`` whose help and complaints are in Chinese; subcommands are of this class too."""

    def format_usage(self) -> str:
        return _headed(super().format_usage())

    def format_help(self) -> str:
        return _headed(super().format_help())

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """As argparse, but a last word that may be left out is found behind options too (not before Python 3.12)."""
        said, left = super().parse_known_args(args, namespace)
        for action in self._get_positional_actions():
            free = action.nargs == "?" and getattr(said, action.dest, None) is action.default
            if free and left and not left[0].startswith("-"):
                setattr(said, action.dest, self._get_values(action, [left.pop(0)]))
        return said, left

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, words in FAULTS:
            said, times = re.subn(f"^{pattern}$", words, message, flags=re.DOTALL)
            if times:
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：{said}。看用法请加 --help。\n")


def _headed(text: str) -> str:
    for english, words in (
        (r"^usage: ", "用法："),
        (r"^positional arguments:$", "要写的："),
        (r"^options:$", "可选的："),
        (r"show this help message and exit", "显示这些说明"),
    ):
        text = re.sub(english, words, text, flags=re.MULTILINE)
    return text
