"""What is said about files on a stick: a sentence for each word, on either side, and many files in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.cases import Tier
from sync.protocol.blobs import code_of

UNREADABLE_FILE = "unreadable"
NAMES_SAID = 3
LONGEST_NAME = 60

_DAMAGED = ("bad-hash", "bad-compression", "bad-count")
NOT_OURS = "不是代办的文件，没有读，也没有动它。"

_KEPT_IN_ROOM = "数据都在本机，没有丢失。"
_AGAIN_AT_TOWNSHIP = f"没有用它，也没有动它。{_KEPT_IN_ROOM}请把U盘带到乡镇重新读写一次。"
_IN_ROOM = {
    "bad-magic": NOT_OURS,
    "truncated": f"文件不完整（可能拷贝时断了），{_AGAIN_AT_TOWNSHIP}",
    **dict.fromkeys(_DAMAGED, f"文件已损坏，{_AGAIN_AT_TOWNSHIP}"),
    "bad-header": f"文件读不懂（可能已损坏，也可能版本不同），没有用它。{_KEPT_IN_ROOM}"
    "请更新程序，或把U盘带到乡镇重新读写一次。",
    "too-large": f"文件太大，不会是代办的文件，没有读。{_KEPT_IN_ROOM}",
    "bad-signature": f"不是本乡镇签发的文件，没有用它。{_KEPT_IN_ROOM}请核对U盘是谁写的，再问乡镇管理员。",
    "not-for-us": f"不是写给本机的文件，打不开。{_KEPT_IN_ROOM}请核对是哪个乡镇、哪台电脑的文件。",
    UNREADABLE_FILE: f"读不出来。{_KEPT_IN_ROOM}请重新插一次U盘再读；还不行，请乡镇换一个U盘重写。",
}

_KEPT_IN_TOWNSHIP = "数据都在本服务器，没有丢失。"
_AGAIN_AT_DISTRICT = f"没有用它，也没有动它。{_KEPT_IN_TOWNSHIP}请把U盘带到区县重新读写一次。"
_IN_TOWNSHIP = {
    "bad-magic": NOT_OURS,
    "truncated": f"文件不完整（可能拷贝时断了），{_AGAIN_AT_DISTRICT}",
    **dict.fromkeys(_DAMAGED, f"文件已损坏，{_AGAIN_AT_DISTRICT}"),
    "bad-header": f"文件读不懂（可能已损坏，也可能版本不同），{_AGAIN_AT_DISTRICT}",
    "bad-signature": f"不是登记的区县签发的文件，没有用它。{_KEPT_IN_TOWNSHIP}请核对U盘是谁写的。",
    "not-for-us": f"不是写给本服务器的文件，打不开。{_KEPT_IN_TOWNSHIP}请核对是哪个区县的文件。",
    "too-large": f"文件太大，不会是代办的文件，没有读。{_KEPT_IN_TOWNSHIP}",
    UNREADABLE_FILE: f"读不出来。{_KEPT_IN_TOWNSHIP}请重新插一次U盘再读；还不行，请区县换一个U盘重写。",
}


@dataclass(frozen=True, slots=True)
class _Below:
    """Who reads files from below: ``here`` the office, ``below`` who wrote them and on what; what only it says."""

    here: str
    below: str
    machine: str
    others: str
    renew: str
    wrong_site: str

    def sentences(self) -> dict[str, str]:
        here, below, machine = self.here, self.below, self.machine
        kept = f"{below}{machine}上的数据还在，没有丢失。"
        again = f"没有收。{kept}请{below}重新写一次U盘。"
        twice = f"{kept}请把U盘带回去读入，再写一次带来。"
        return {
            "ok": f"{here}已收到。",
            "bad-magic": NOT_OURS,
            "truncated": f"文件不完整（可能拷贝时断了），{again}",
            **dict.fromkeys(_DAMAGED, f"文件已损坏，{again}"),
            "bad-header": f"文件读不懂（可能已损坏，也可能版本不同），没有收。{kept}"
            f"请更新服务器程序，或请{below}重新写一次U盘。",
            "too-large": f"文件太大，不会是代办的文件，没有收。{kept}",
            "unknown-replica": f"本{here}不认识写它的{machine}，没有收。{kept}"
            f"请核对是不是{self.others}的U盘；新{machine}请先给登记码。",
            "bad-signature": f"签名不对，不是登记的那台{machine}写的，没有收。{kept}请问清U盘的来历：{self.renew}",
            "not-for-us": f"不是写给本{here}的文件，打不开，没有收。{kept}请核对是哪个{here}的U盘。",
            "wrong-site": self.wrong_site.format(kept=kept),
            "revoked": f"写它的{machine}已停用，放进了隔离区，由管理员决定收不收。{kept}",
            "superseded": f"写它的{machine}已换了身份。{twice}",
            "forked": f"和这里已有的对不上（可能恢复过备份），没有收。{twice}",
            "restored": f"已读入。{here}服务器恢复过备份，正在和{below}对齐；请把U盘带回去读入，再写一次带来。",
            "bad-offer": f"补传的内容不是{here}签过名的，没有收。{kept}请联系{here}管理员。",
            "no-content": f"这里还没有登记这份附件，没有收。{kept}请先读入{below}的数据文件。",
            "wrong-content": f"附件和登记的对不上，没有收。{kept}请{below}重新写一次U盘。",
            "wrong-type": f"附件不是照片、扫描图或 PDF，没有收。{kept}请{below}换成 jpg、png 或 pdf。",
            "quota": f"这个服务点的附件空间用完了，没有收。{kept}请联系{here}管理员。",
            "disk-full": f"服务器磁盘已满，没有收。{kept}请腾出空间后再读一次。",
            UNREADABLE_FILE: f"读不出来，没有收。{kept}请重新插一次U盘再读；还不行，请{below}换一个U盘重写。",
        }


_READERS = {
    Tier.TOWNSHIP: _Below(
        "乡镇",
        "村里",
        "电脑",
        "别的乡镇",
        "确是村里的电脑，请开新的登记码，请村里连网登记，没传出的会补传。",
        "写它的电脑不是这个服务点的，没有收。{kept}请问清U盘的来历。",
    ),
    Tier.DISTRICT: _Below(
        "区县",
        "乡镇",
        "服务器",
        "村里的，或别的区县",
        "确是乡镇的服务器，请开新的登记码，请乡镇连网重新登记，没报的会补报。",
        "名单里这个村不归写它的乡镇，没有收。{kept}并乡后归它的，请先在“乡镇”页写明。",
    ),
}
_FROM_BELOW = {tier: reader.sentences() for tier, reader in _READERS.items()}
WRITERS = {tier: reader.below for tier, reader in _READERS.items()}
"""Who brings a stick to this tier."""
NOT_WRITTEN_BACK = (
    "回执没有全写到U盘上（已满、只读或被拔出）。上面说收到的都已存好，没有丢失；"
    "请腾出空间或关掉U盘的写保护，再读入一次，重复读入不会重复登记。"
)


def in_room(word: str) -> str:
    """What a cadre is told about a file that is not taken in."""
    return _IN_ROOM.get(word) or code_of(word).sentence


def in_township(word: str) -> str:
    """What a township is told about a file of its district."""
    return _IN_TOWNSHIP.get(word) or code_of(word).sentence


def from_below(word: str, tier: Tier) -> str:
    """What the clerk of this tier is told about a file of the tier below: a village's, a township's."""
    return _FROM_BELOW[tier].get(word) or code_of(word).sentence


def shown(name: str) -> str:
    """A file's name as it can be shown: a stranger chose it."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in name)
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def together(said: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """One line for each sentence, with the first names it is about and how many there are."""
    names: dict[str, list[str]] = {}
    for name, sentence in said:
        names.setdefault(sentence, []).append(shown(name))
    return tuple(f"{_listed(of)}：{sentence}" for sentence, of in names.items())


def _listed(names: list[str]) -> str:
    more = f" 等 {len(names)} 个文件" if len(names) > NAMES_SAID else ""
    return "、".join(names[:NAMES_SAID]) + more
