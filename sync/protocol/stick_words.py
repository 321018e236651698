"""What is said about files on a stick: a sentence for each word, on either side, and many files in one line."""

from __future__ import annotations

from collections.abc import Iterable

from sync.protocol.blobs import code_of

UNREADABLE_FILE = "unreadable"
NAMES_SAID = 3
LONGEST_NAME = 60

_DAMAGED = ("bad-hash", "bad-compression", "bad-count")
_NOT_OURS = "不是代办的文件，没有读，也没有动它。"

_KEPT_IN_ROOM = "数据都在本机，没有丢失。"
_AGAIN_AT_TOWNSHIP = f"没有用它，也没有动它。{_KEPT_IN_ROOM}请把U盘带到乡镇重新读写一次。"
_IN_ROOM = {
    "bad-magic": _NOT_OURS,
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
    "bad-magic": _NOT_OURS,
    "truncated": f"文件不完整（可能拷贝时断了），{_AGAIN_AT_DISTRICT}",
    **dict.fromkeys(_DAMAGED, f"文件已损坏，{_AGAIN_AT_DISTRICT}"),
    "bad-header": f"文件读不懂（可能已损坏，也可能版本不同），{_AGAIN_AT_DISTRICT}",
    "bad-signature": f"不是登记的区县签发的文件，没有用它。{_KEPT_IN_TOWNSHIP}请核对U盘是谁写的。",
    "not-for-us": f"不是写给本服务器的文件，打不开。{_KEPT_IN_TOWNSHIP}请核对是哪个区县的文件。",
}

_KEPT_IN_VILLAGE = "村里电脑上的数据还在，没有丢失。"
_AGAIN_IN_VILLAGE = f"没有收。{_KEPT_IN_VILLAGE}请村里重新写一次U盘。"
_AT_TOWNSHIP = {
    "bad-magic": _NOT_OURS,
    "truncated": f"文件不完整（可能拷贝时断了），{_AGAIN_IN_VILLAGE}",
    **dict.fromkeys(_DAMAGED, f"文件已损坏，{_AGAIN_IN_VILLAGE}"),
    "bad-header": f"文件读不懂（可能已损坏，也可能版本不同），没有收。{_KEPT_IN_VILLAGE}"
    "请更新服务器程序，或请村里重新写一次U盘。",
    "too-large": f"文件太大，不会是代办的文件，没有收。{_KEPT_IN_VILLAGE}",
    "unknown-replica": f"本乡镇不认识写它的电脑，没有收。{_KEPT_IN_VILLAGE}"
    "请核对是不是别的乡镇的U盘；新电脑请先给登记码。",
    "bad-signature": f"签名不对，不是登记的那台电脑写的，没有收。{_KEPT_IN_VILLAGE}请问清U盘的来历："
    "确是村里的电脑，请开新的登记码，请村里连网登记，没传出的会补传。",
    "not-for-us": f"不是写给本乡镇的文件，打不开，没有收。{_KEPT_IN_VILLAGE}请核对是哪个乡镇的U盘。",
    "wrong-site": f"写它的电脑不是这个服务点的，没有收。{_KEPT_IN_VILLAGE}请问清U盘的来历。",
    "revoked": f"写它的电脑已停用，放进了隔离区，由管理员决定收不收。{_KEPT_IN_VILLAGE}",
    "superseded": f"写它的电脑已换了身份。{_KEPT_IN_VILLAGE}请把U盘带回去读入，再写一次带来。",
    "forked": f"和这里已有的对不上（可能恢复过备份），没有收。{_KEPT_IN_VILLAGE}请把U盘带回去读入，再写一次带来。",
    "restored": "已读入。乡镇服务器恢复过备份，正在和村里对齐；请把U盘带回去读入，再写一次带来。",
    "bad-offer": f"补传的内容不是乡镇签过名的，没有收。{_KEPT_IN_VILLAGE}请联系乡镇管理员。",
    "no-content": f"这里还没有登记这份附件，没有收。{_KEPT_IN_VILLAGE}请先读入村里的数据文件。",
    "wrong-content": f"附件和登记的对不上，没有收。{_KEPT_IN_VILLAGE}请村里重新写一次U盘。",
    "wrong-type": f"附件不是照片、扫描图或 PDF，没有收。{_KEPT_IN_VILLAGE}请村里换成 jpg、png 或 pdf。",
    "quota": f"这个服务点的附件空间用完了，没有收。{_KEPT_IN_VILLAGE}请联系乡镇管理员。",
    "disk-full": f"服务器磁盘已满，没有收。{_KEPT_IN_VILLAGE}请腾出空间后再读一次。",
    UNREADABLE_FILE: f"读不出来，没有收。{_KEPT_IN_VILLAGE}请重新插一次U盘再读；还不行，请村里换一个U盘重写。",
}
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


def at_township(word: str) -> str:
    """What the clerk is told about a village's file."""
    return _AT_TOWNSHIP.get(word) or code_of(word).sentence


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
