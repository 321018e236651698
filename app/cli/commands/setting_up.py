"""Commands that make a room's register, new or from a backup."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app import keystore
from app.cli.commands.family import Words
from app.cli.opening import naming_the_variable
from app.clock import SystemClock
from app.keystore.environment import passphrase_given, recovery_key_given
from app.terminal.answers import Answer


def add_to(words: Words) -> None:
    made = words.add("init", "建立本室的登记簿", init)
    made.add_argument("--room-code", required=True, metavar="CODE", help="12 位机构代码，如 620902101201")
    made.add_argument("--room-name", required=True, metavar="NAME", help="服务机构名称")
    made.add_argument("--agent", default="", metavar="NAME", help="第一位代办员，默认“值班员”")
    made.add_argument("--sample-catalogue", action="store_true", help="先用示例目录，以乡镇公布为准")
    made.add_argument("--pc-code", default="A1", metavar="A1", help="电脑代号，本室第二台电脑用 A2")
    made.add_argument("--hotline", default="", metavar="PHONE", help="服务电话，印在单据上")
    made.add_argument("--opening-hours", default="", metavar="TEXT", help="开放时间，印在单据上")
    made = words.add("restore", "把备份恢复成一份新的登记簿", restore)
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--to", type=Path, required=True, metavar="DIR", help="空文件夹")


def init(asked: Namespace) -> Answer:
    from app.services import agents, rooms

    plan = rooms.RoomPlan(
        room_code=asked.room_code,
        room_name=asked.room_name,
        agent=asked.agent or rooms.FIRST_AGENT,
        sample_catalogue=asked.sample_catalogue,
        hotline=asked.hotline,
        opening_hours=asked.opening_hours,
        pc_code=asked.pc_code,
    )
    with naming_the_variable():
        register = rooms.set_up(asked.home, plan, SystemClock(), passphrase=passphrase_given())
    try:
        room, identity = rooms.room(register), register.identity
        agent = agents.first_actor(register).name
    finally:
        register.close()
    facts = {
        "room_code": room.site_code,
        "replica_id": identity.replica_id,
        "pc_code": identity.pc_code,
        "room_name": room.name,
        "agent": agent,
        "home": str(asked.home),
    }
    return Answer(facts, f"已建立“{room.name}”的登记簿：{asked.home}，电脑代号 {identity.pc_code}。")


def restore(asked: Namespace) -> Answer:
    from app.services import backups

    with naming_the_variable():
        home = backups.restore(
            asked.file, asked.to, passphrase=passphrase_given(), recovery_key=recovery_key_given()
        )
    identity = keystore.read_identity(home)
    facts = {
        "home": str(home),
        "room_code": identity.site_code,
        "replica_id": identity.replica_id,
        "pc_code": identity.pc_code,
    }
    text = f"已恢复到 {home}，新的电脑代号 {identity.pc_code}。要和乡镇同步，请向乡镇要新的登记码重新登记。"
    return Answer(facts, text)
