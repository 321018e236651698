"""The township's command line: ``daiban-township``."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from app import paths
from app.clock import SystemClock
from app.keystore.environment import passphrase_given
from app.terminal import door
from app.terminal.answers import Answer
from app.terminal.chinese_parser import ChineseParser

DATABASE_VARIABLE = "DAIBAN_DATABASE"
DEFAULT_PORT = 8443
HIGHEST_PORT = 65_535
MOST_GIGABYTES = 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 refused with a sentence, 2 wrong usage."""
    return door.enter(_parser(), arguments, _run)


def _run(asked: Namespace) -> Answer:
    module, _colon, name = asked.work.rpartition(":")
    work: Callable[[Namespace], Answer] = getattr(import_module(f"sync.server.{module or 'commands'}"), name)
    asked.clock, asked.passphrase = SystemClock(), passphrase_given()
    return work(asked)


def _parser() -> ArgumentParser:
    parser: ArgumentParser = ChineseParser(
        prog="daiban-township", description="乡镇服务器", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    common = _common_options()

    def command(name: str, words: str, work: str = "") -> ArgumentParser:
        made = commands.add_parser(name, help=words, parents=[common], allow_abbrev=False)
        made.set_defaults(work=work or name.replace("-", "_"))
        return made

    _add_founding(command)
    serve = command("serve", "开始服务")
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT)
    serve.add_argument("--host", default="", help="监听地址；默认所有地址，明文时为 127.0.0.1")
    serve.add_argument("--plain-http", action="store_true", help="明文，只限本机代理之后")
    serve.add_argument("--proxy-certificate", type=Path, help="代理对外的证书（PEM），与 --plain-http 同用")
    serve.add_argument("--backup-to", type=Path, metavar="DIR", help="每天夜里备份到这个文件夹，并核对")
    serve.add_argument("--keep", type=int, default=14, metavar="N", help="夜里的备份只留最近 N 份，默认 14")
    stick = command("stick", "读入U盘上各村的数据，把回执写回U盘")
    stick.add_argument("folder", type=Path, metavar="DIR", help="U盘上的文件夹")
    command("status", "各服务点的情况")
    command("verify", "核对登记簿与日志")
    event = command("event", "给一件事项记一步")
    event.add_argument("case_no", metavar="NO")
    event.add_argument("event", metavar="EVENT")
    event.add_argument("--reason", default="")
    event.add_argument("--data", default="{}", help="JSON")
    _add_answering(command)
    _add_upward(command)
    _add_report(command("report", "各服务点汇总的报表"))
    _add_publishing(command)
    _add_devices(command)
    _add_copies(command)
    _add_accounts(command)
    return parser


def _add_founding(command: Callable[..., ArgumentParser]) -> None:
    """The server itself, and its sites."""
    init = command("init", "建立乡镇（或区县）服务器的登记簿")
    init.add_argument("--code", required=True, help="乡镇代码，9 位，或补 0 到 12 位；区县代码 6 位")
    init.add_argument("--name", required=True, help="乡镇名称")
    init.add_argument(
        "--tier", choices=("township", "district"), default="township", help="乡镇，或它上面的区县"
    )
    add = command("add-site", "添加服务点，或改它的名称")
    add.add_argument("--code", required=True, help="村（社区）代码，12 位")
    add.add_argument("--name", required=True, help="村（社区）名称")


def _add_report(report: ArgumentParser) -> None:
    report.add_argument("period", metavar="PERIOD", help="2026-10、2026Q4、2026H2 或 2026")
    report.add_argument("--to", type=Path, metavar="FILE.xlsx", help="工作簿存到哪里；不写就只说数字")
    report.add_argument("--template", type=Path, metavar="T.xlsx", help="填进自己的表")
    report.add_argument("--password", default="", metavar="TEXT", help="打开工作簿要的口令")
    report.add_argument("--whole-ids", default="", metavar="REASON", help="带完整证件号，写明用途，会留痕")


def _add_accounts(command: Callable[[str, str, str], ArgumentParser]) -> None:
    """Who may sign in at the console."""
    user = command("user", "控制台的账户：添加、重开链接、停用、列出", "account_commands:user")
    user.add_argument("way", choices=("add", "link", "disable", "list"), metavar="add|link|disable|list")
    user.add_argument("name", nargs="?", default="", metavar="NAME", help="姓名")
    user.add_argument("--role", choices=("admin", "clerk", "supervisor"), default="clerk", help="角色")
    user.add_argument("--site", action="append", default=[], metavar="CODE", help="只管这个村，可写几次")
    address = f"https://localhost:{DEFAULT_PORT}"
    user.add_argument("--address", default=address, metavar="URL", help="浏览器怎样打开本服务器")


def _add_copies(command: Callable[[str, str, str], ArgumentParser]) -> None:
    """Copies of the whole register, and beginning again from one."""
    backup = command("backup", "备份整个登记簿", "copy_commands:backup")
    backup.add_argument("folder", type=Path, metavar="DIR", help="备份放在哪个文件夹")
    backup.add_argument("--keep", type=int, default=0, metavar="N", help="只留最近 N 份；不写为全留")
    backup.add_argument("--check", action="store_true", help="做好后再从备份恢复一遍来核对")
    restore = command("restore", "从备份恢复到 --home 的空文件夹", "copy_commands:restore")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--check", action="store_true", help="只核对这份备份，不恢复")
    command("rotate-key", "更换服务器的签名钥匙，各服务点自动跟上", "key_commands:rotate_key")
    command("new-life", "数据库恢复以后，让各服务点补传", "copy_commands:new_life")


def _add_devices(command: Callable[[str, str, str], ArgumentParser]) -> None:
    """Which PCs may send, and what was kept aside of them."""
    code = command("enrol-code", "给一台电脑开登记码", "")
    code.add_argument("--site", required=True, help="村（社区）代码")
    code.add_argument("--replaces", default="", metavar="PC", help="替换哪台坏了的电脑，如 620902101201-A1")
    command("replicas", "各服务点的电脑", "device_commands:replicas")
    for name, words in (("revoke", "停用一台电脑"), ("admit", "恢复一台停用的电脑")):
        made = command(name, words, f"device_commands:{name}")
        made.add_argument("--pc", required=True, metavar="PC", help="服务点代码-电脑代号，如 620902101201-A1")
        made.add_argument("--reason", default="", help="原因")
    space = command("scan-space", "各服务点的附件占多少、最多占多少", "device_commands:scan_space")
    space.add_argument("gb", nargs="?", type=_gigabytes, metavar="GB", help="改成每个服务点最多占多少 GB")
    held = command("quarantine", "隔离区：没有收下的数据", "device_commands:quarantine")
    held.add_argument("way", choices=("list", "show", "take-in"), metavar="list|show|take-in")
    held.add_argument("tag", nargs="?", default="", metavar="TAG", help="批次编号")


def _add_answering(command: Callable[[str, str], ArgumentParser]) -> None:
    """What a township answers to a room's bag and to complaints about it."""
    tick = command("tick", "按清单清点送来的件")
    tick.add_argument("list_no", metavar="LIST", help="清单号，如 S261123-1")
    tick.add_argument("--missing", nargs="*", default=[], metavar="NO", help="袋里没有的办件号")
    tick.add_argument("--remark", default="", help="缺件的情况")
    tick.add_argument("--site", default="", metavar="CODE", help="哪个村的清单；几个村同号时要写")
    command("complaints", "各服务点的投诉")
    rule = command("rule", "对一件投诉写处理意见")
    rule.add_argument("complaint_id", metavar="ID")
    rule.add_argument("ruling", metavar="TEXT")


def _add_upward(command: Callable[..., ArgumentParser]) -> None:
    """Between a township and its district."""
    enrol = command("enrol-upward", "在区县服务器登记，只要一次", "upward_commands:enrol_upward")
    enrol.add_argument("address", metavar="ADDRESS#CODE", help="登记单上的网址和登记码")
    enrol.add_argument("code", nargs="?", default="", metavar="CODE", help="登记码，网址里没带时写")
    command("sync-upward", "现在就向区县上报，取回区县的答复", "upward_commands:sync_upward")
    stick = command(
        "stick-upward", "到区县的U盘：读入区县的回执，再写要上报的", "upward_commands:stick_upward"
    )
    stick.add_argument("folder", type=Path, metavar="DIR", help="U盘上的文件夹")
    command("upward", "和区县的联系情况", "upward_commands:upward")
    place = command("place-site", "区县：并乡后，一个村归哪个乡镇", "upward_commands:place_site")
    place.add_argument("--code", required=True, help="村（社区）代码，12 位")
    place.add_argument("--under", required=True, help="乡镇代码")
    place.add_argument("--name", required=True, help="村（社区）名称")


def _add_publishing(command: Callable[..., ArgumentParser]) -> None:
    """What a township publishes to its villages."""
    form = command("publish-form", "向各服务点公布报表模板")
    form.add_argument("file", type=Path, metavar="T.xlsx")
    form.add_argument("--kind", choices=("month", "quarter", "half", "year"), required=True)
    form.add_argument("--name", required=True, help="模板名称")
    paper = command("publish-paper", "向各服务点公布一种单据的式样", "paper_commands:publish_paper")
    paper.add_argument("file", type=Path, metavar="FILE.json")
    paper.add_argument("--logo", type=Path, metavar="FILE.png", help="徽标图片")
    publish = command("publish-catalogue", "向各服务点发布代办事项目录")
    what = publish.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE")
    what.add_argument("--sample", action="store_true", help="发布示例目录")
    year = command("publish-calendar", "向各服务点发布一年的工作日表")
    year.add_argument("file", type=Path, metavar="FILE")
    _add_move_power(command("move-power", "权限下放：一个事项在一段时间里由下级决定"))


def _add_move_power(power: ArgumentParser) -> None:
    power.add_argument("item", metavar="ITEM", help="事项编码")
    power.add_argument(
        "--to", choices=("village", "township", "district"), default="village", help="下放到哪一级"
    )
    power.add_argument("--from", dest="from_on", type=_day, required=True, metavar="DATE", help="从哪天起")
    power.add_argument("--until", dest="until_on", type=_day, metavar="DATE", help="到哪天止，不写为收回之前")
    power.add_argument("--form", default="", help="形式，如 委托、授权、服务前移")
    power.add_argument("--document", dest="document_no", default="", help="文号")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError("日期要写成 2026-12-01") from None


def _port(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and int(typed) <= HIGHEST_PORT):
        raise ArgumentTypeError(f"端口是 0 到 {HIGHEST_PORT} 的整数，0 是任选一个空的")
    return int(typed)


def _gigabytes(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST_GIGABYTES):
        raise ArgumentTypeError(f"写 1 到 {MOST_GIGABYTES} 的整数，单位是 GB")
    return int(typed)


def _common_options() -> ArgumentParser:
    common = ArgumentParser(add_help=False, allow_abbrev=False)
    default = paths.default_home()
    common.add_argument("--home", type=Path, default=default.with_name(f"{default.name}-township"))
    common.add_argument("--json", action="store_true")
    common.add_argument(
        "--db", default=os.environ.get(DATABASE_VARIABLE, ""), metavar="URL", help="postgresql+psycopg://…"
    )
    return common


if __name__ == "__main__":
    sys.exit(main())
