"""Which words the command line understands; every command with ``--home``, ``--json`` and ``--as`` behind it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from app import paths
from app.cli.commands import (
    asking,
    attaching,
    catalogue,
    counter,
    following,
    keeping,
    looking,
    open_data,
    papers,
    peak,
    persons,
    postings,
    printing,
    reporting,
    rosters,
    rota,
    setting_up,
    showing,
    township,
)
from app.terminal.answers import Answer
from app.terminal.chinese_parser import ChineseParser

FAMILIES = (
    setting_up,
    looking,
    catalogue,
    counter,
    asking,
    peak,
    persons,
    following,
    attaching,
    rota,
    papers,
    township,
    printing,
    postings,
    rosters,
    open_data,
    keeping,
    reporting,
    showing,
)


class Commands:
    """Collects the commands of a family; ``add`` makes one and says which function answers it."""

    def __init__(self, parser: ArgumentParser, common: ArgumentParser) -> None:
        self._commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
        self._common = common

    def add(self, name: str, words: str, run: Callable[[Namespace], Answer]) -> ArgumentParser:
        made = self._commands.add_parser(
            name, help=words, description=words, parents=[self._common], allow_abbrev=False
        )
        made.set_defaults(run=run)
        return made


def parser() -> ArgumentParser:
    """The whole command line."""
    made = ChineseParser(
        prog="daiban",
        description="村级代办服务。不带命令打开窗口；带命令做同样的事。",
        epilog="口令放在环境变量 DAIBAN_PASSPHRASE（没有系统密码箱时），恢复密钥放在 DAIBAN_RECOVERY，代办员口令放在 DAIBAN_PIN。",
        allow_abbrev=False,
    )
    commands = Commands(made, _common())
    for family in FAMILIES:
        family.add_to(commands)
    return made


def _common() -> ArgumentParser:
    common = ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument(
        "--home",
        type=Path,
        default=paths.default_home(),
        metavar="DIR",
        help="登记簿所在的文件夹，默认是本机的那一份",
    )
    common.add_argument("--json", action="store_true", help="用 JSON 回答（UTF-8）")
    common.add_argument(
        "--as", dest="acting", default="", metavar="NAME", help="以哪位代办员的身份，默认是本室第一位"
    )
    return common
