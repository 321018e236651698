"""Train the dictionary that makes small batches small: ``python -m bench.train_dictionary [--cases 1500]``.

The samples are lines of cases made by the services, with everything that one village alone has — ids, names,
numbers, days — replaced by invented others, so that the dictionary knows the shape of our lines and the words
of the sample catalogue, and nobody. A dictionary that was released is never changed: a new one gets a new number.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import zstandard
from sqlalchemy import select

from app.models.tables import JournalLine
from app.services import rooms
from bench import village

KEPT_BYTES = 40 << 10
INTO = Path("resources/wire/dictionary-1.zdict")
LONGEST_SAMPLE = 8_000
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文红梅春海燕志永福德成林生金凤龙祥云贵荣"
PLACES = "上下东西南北大小新老石柳青白红龙马牛桃李杏松竹河沟湾坡岭坪塘桥"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_500)
    samples: list[bytes | bytearray | memoryview] = list(
        _samples(village.village(parser.parse_args().cases), random.Random(1))
    )
    trained = zstandard.train_dictionary(KEPT_BYTES, samples, level=12, dict_id=1, threads=0)
    INTO.write_bytes(trained.as_bytes())
    print(f"{INTO}: {len(trained.as_bytes()):,} bytes from {len(samples):,} lines")


def _samples(home: Path, chance: random.Random) -> Iterator[bytes]:
    register = rooms.open_room(home, passphrase=village.PASSPHRASE)
    try:
        with register.reading() as session:
            raws = session.scalars(select(JournalLine.raw).order_by(JournalLine.n)).all()
    finally:
        register.close()
    for raw in raws:
        if len(raw) <= LONGEST_SAMPLE:
            yield (_of_nobody(raw.decode("utf-8"), chance) + "\n").encode("utf-8")


def _of_nobody(line: str, chance: random.Random) -> str:
    """The line with another's ids, names, numbers and days; the same id in it stays the same."""
    ids: dict[str, str] = {}

    def another_id(found: re.Match[str]) -> str:
        return ids.setdefault(found[0], f"01{chance.getrandbits(120):030x}")

    def another_digit(found: re.Match[str]) -> str:
        return str(chance.randrange(10))

    def another_name(found: re.Match[str]) -> str:
        return found[1] + chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))

    def other_digits(found: re.Match[str]) -> str:
        return re.sub(r"\d", another_digit, found[0])

    room = "".join(chance.sample(PLACES, 2)) + "村便民服务站"
    said = re.sub(r"\b[0-9a-f]{32}\b", another_id, line).replace("青石村便民服务站", room)
    said = re.sub(r"\*[0-9A-Z]{8}\*[0-9A-Z]{60,}", lambda found: _code(len(found[0]), chance), said)
    said = re.sub(r'("(?:\w*name|applicant|agent|first_asked)":")[^"件室站]{2,4}(?=")', another_name, said)
    said = re.sub(r'"seq":\d+|"base":\d+|\d{6}-\d{6}-[A-Z]\d-\d{3}.', other_digits, said)
    said = re.sub(r"\b\d{11}\b|\d{6}(?:\d{8}|\*{8})\d{3}[\dX]|\b1\d{12}\.\d+", other_digits, said)
    day = f"202{chance.randrange(6, 10)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    said = re.sub(r"2026-\d\d-\d\d", day, said)
    return re.sub(r"\d\d:\d\d:\d\d\.\d{3}|年\d+月\d+日(?: \d+:\d+)?", other_digits, said)


def _code(length: int, chance: random.Random) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    return f"*{chance.getrandbits(32):08X}*" + "".join(chance.choices(letters, k=length - 10))


if __name__ == "__main__":
    main()
