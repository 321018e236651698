"""Finding people and cases by what is remembered of them, on the real index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.clock import SetClock
from app.models import search_index
from app.models.register import Register
from app.models.tables import Villager
from tests.models.rooms import add_villager, new_register

PEOPLE = (
    ("单秀兰", "620902194902030045", "13812345678"),
    ("仇大山", "620902195003040056", "13900001111"),
    ("解红军", "62090219510405006X", "0937-2612399"),
    ("曾小梅", "620902196005060078", ""),
    ("尉迟恭", "620902197006070089", ""),
    ("吕布衣", "620902198007080090", ""),
    ("阿依·古丽", "620902199008090013", ""),
    ("欧阳𬸣", "", ""),
    ("㛃䶮", "", ""),
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    from datetime import UTC, datetime

    room = new_register(tmp_path_factory.mktemp("search") / "room")
    with room.write("a", SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))) as unit:
        for name, id_number, phone in PEOPLE:
            add_villager(unit, name, id_number=id_number, phone=phone)
        unit.commit()
    yield room
    room.close()


def found(register: Register, words: str) -> list[str]:
    with register.reading() as session:
        hits = search_index.find(session, search_index.VILLAGER, words, 20)
        return sorted(session.get_one(Villager, hit).name for hit in hits)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("秀兰", "单秀兰"),
        ("单", "单秀兰"),
        ("sxl", "单秀兰"),
        ("dxl", "单秀兰"),
        ("qds", "仇大山"),
        ("xhj", "解红军"),
        ("jhj", "解红军"),
        ("zxm", "曾小梅"),
        ("yuchi", "尉迟恭"),
        ("weichi", "尉迟恭"),
        ("ycg", "尉迟恭"),
        ("lvbuyi", "吕布衣"),
        ("lubuyi", "吕布衣"),
        ("古丽", "阿依·古丽"),
        ("依•古", "阿依·古丽"),
        ("𬸣", "欧阳𬸣"),
        ("䶮", "㛃䶮"),
        ("0045", "单秀兰"),
        ("006x", "解红军"),
        ("006X", "解红军"),
        ("5678", "单秀兰"),
        ("13900001111", "仇大山"),
        ("2399", "解红军"),
        ("620902194902030045", "单秀兰"),
        ("6209 0219 4902 0300 45", "单秀兰"),
        ("秀兰 5678", "单秀兰"),
        ("SXL", "单秀兰"),
        ("５６７８", "单秀兰"),
    ],
)
def test_a_person_is_found_by_what_is_remembered(register: Register, words: str, name: str) -> None:
    assert name in found(register, words)


@pytest.mark.parametrize("words", ["", " ", '"', "' OR 1=1 --", "*", "秀 大山", "NOT", "c单", "（）", "😀"])
def test_nothing_typed_is_ever_read_as_a_command_of_the_index(register: Register, words: str) -> None:
    assert found(register, words) == []


def test_a_person_is_not_found_under_a_former_name_any_more(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        villager = add_villager(unit, "马前")
        unit.commit()
    with register.write("a", clock) as unit:
        renamed = unit.get(Villager, villager.id)
        assert renamed is not None
        renamed.name = "马后"
        unit.commit()
    assert found(register, "马前") == []
    assert found(register, "马后") == ["马后"]
