"""Turning names, numbers and pinyin into the tokens that are indexed and asked for.

A one-letter prefix says what a token is (the index has no columns): c character, b pair, p pinyin initials,
f full pinyin, t tail or whole of a number, i pair of an item's name. Measured: facts in docs/decisions/0004.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

READINGS_KEPT = 8
"""Most spellings kept for one name with several readings."""
NAMES_REMEMBERED, ITEMS_REMEMBERED = 4_096, 512
"""A village's people and items come again and again; a name costs about 3 KB."""
USUAL_NAME = 8
"""Longer names are worked out each time: what is remembered of a hostile one could be large."""

SURNAME_READINGS = {
    "单": ("shan",),
    "仇": ("qiu",),
    "解": ("xie",),
    "区": ("ou",),
    "查": ("zha",),
    "曾": ("zeng",),
    "盖": ("ge", "gai"),
    "缪": ("miao",),
    "朴": ("piao",),
    "乐": ("yue", "le"),
    "种": ("chong",),
    "员": ("yun",),
    "繁": ("po",),
    "召": ("shao",),
    "薄": ("bo",),
    "卜": ("bu",),
    "折": ("she",),
    "黑": ("he",),
    "佴": ("nai",),
    "洗": ("xian",),
    "祭": ("zhai",),
    "都": ("du",),
    "长": ("zhang", "chang"),
    "隗": ("wei", "kui"),
    "适": ("kuo",),
    "句": ("gou",),
    "粘": ("nian",),
    "任": ("ren",),
    "华": ("hua",),
    "纪": ("ji",),
    "宁": ("ning",),
    "燕": ("yan",),
    "冼": ("xian",),
    "翟": ("zhai", "di"),
    "车": ("che",),
    "牟": ("mu", "mou"),
    "瞿": ("qu",),
    "覃": ("qin", "tan"),
    "郇": ("xun", "huan"),
    "尉": ("wei", "yu"),
    "万": ("wan", "mo"),
    "澹": ("tan",),
    "那": ("na",),
    "哈": ("ha",),
    "逄": ("pang",),
    "晁": ("chao",),
    "谌": ("chen", "shen"),
    "阚": ("kan",),
}
"""First characters whose surname reading differs from the everyday one; both are indexed."""

COMPOUND_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
}

MIDDLE_DOTS = re.compile("[·•‧・⋅･]")
HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
ASCII_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
"""The full-text index parts its tokens at these: they are neither indexed nor asked for."""
SPACED_NUMBER = re.compile(r"\d{11,17}[0-9x]?")
"""An ID or telephone number, often written in groups."""
NOT_IN_NUMBERS = re.compile("[^0-9a-z]")
DIGITS_TAIL = re.compile(r"^\d{3,17}[0-9x]?$|^\d+x$")


LEAST_OFFICE_DIGITS = 5
"""A year and a number: fewer digits beside characters may stand in the name of an item."""
INDEXED_CHARACTERS = 64
"""Of each text; a hostile line with a name of a megabyte must not cost a gigabyte of spellings."""


def normal(text: str) -> str:
    """Text as it is indexed and asked for: NFKC, lower case, one middle dot, no white space."""
    folded = text
    if text.isascii():
        return "".join(text.split()).lower()
    if not unicodedata.is_normalized("NFKC", text):
        folded = "".join(ch if HAN.match(ch) else unicodedata.normalize("NFKC", ch) for ch in text)
    return re.sub(r"\s+", "", MIDDLE_DOTS.sub("·", folded)).lower()


def name_tokens(name: str) -> frozenset[str]:
    """Tokens by which a person's name is found: any characters of it, initials, full spelling."""
    return _remembered_name(name) if len(name) <= USUAL_NAME else _name_tokens(name)


@lru_cache(maxsize=NAMES_REMEMBERED)
def _remembered_name(name: str) -> frozenset[str]:
    return _name_tokens(name)


def _name_tokens(name: str) -> frozenset[str]:
    letters = ASCII_MARKS.sub("", normal(name[:INDEXED_CHARACTERS]).replace("·", ""))
    tokens = {"c" + ch for ch in letters} | _pairs("b", letters)
    for reading in _spellings(letters):
        initials = "".join(syllable[0] for syllable in reading)
        tokens |= {
            "p" + initials[start : start + length]
            for length in (1, 2, 3, 4)
            for start in range(len(initials) - length + 1)
        }
        tokens |= {"f" + "".join(reading[:count]) for count in range(1, len(reading) + 1)}
        tokens |= {"f" + syllable for syllable in reading}
    return frozenset(tokens)


def number_tokens(*numbers: str) -> set[str]:
    """Tokens of ID numbers, phones, case numbers and those of other offices: whole, and the last four and six."""
    tokens: set[str] = set()
    for number in numbers:
        text = NOT_IN_NUMBERS.sub("", normal(number[:INDEXED_CHARACTERS]))
        if text:
            tokens |= {"t" + text, "t" + text[-4:], "t" + text[-6:]}
    return tokens


def office_number(word: str) -> str:
    """The letters and digits of a number that an office gave, as 镇2026-7 or with its year in brackets; "" for any other word."""
    letters = NOT_IN_NUMBERS.sub("", normal(word))
    is_number = not word.isascii() and sum(sign.isdigit() for sign in letters) >= LEAST_OFFICE_DIGITS
    return letters if is_number else ""


def item_tokens(code: str, name: str) -> frozenset[str]:
    """Tokens of a case's item: its code and each pair of characters of its name."""
    return _item_tokens(code[:INDEXED_CHARACTERS], name[:INDEXED_CHARACTERS])


@lru_cache(maxsize=ITEMS_REMEMBERED)
def _item_tokens(code: str, name: str) -> frozenset[str]:
    letters = re.sub(r"[^\w]", "", normal(name))
    return frozenset({"i" + normal(code)} | _pairs("i", letters))


def query_tokens(text: str) -> list[list[str]]:
    """What to ask the index: every inner list is an OR, the outer list an AND; empty: nothing to ask."""
    if SPACED_NUMBER.fullmatch(normal(text)):
        return [["t" + normal(text)]]
    asked: list[list[str]] = []
    for word in re.split(r"\s+", unicodedata.normalize("NFKC", text).strip()):
        asked += _word_tokens(normal(word))
    return asked


def _word_tokens(word: str) -> list[list[str]]:
    plain = ASCII_MARKS.sub("", re.sub(r"[—–]", "", word))
    if not plain:
        return []
    if number := office_number(plain):
        return [["t" + number]]
    if DIGITS_TAIL.match(plain) or re.fullmatch(r"\d{6}\d{6}[a-z]\d.*|\d{10,}.*", plain):
        return [["t" + plain]]
    if re.fullmatch(r"[a-z]{2}\d{2}", plain):
        return [["i" + plain, "t" + plain]]
    if re.fullmatch(r"[a-z]+", plain):
        spellings = ["p" + plain] if len(plain) <= 4 else []
        return [[*spellings, "f" + plain]] if len(plain) > 1 else [["p" + plain]]
    if re.fullmatch(r"[0-9a-z]+", plain):
        return [["t" + plain]]
    han = plain.replace("·", "")
    if len(han) == 1:
        return [["c" + han]]
    return [["b" + pair, "i" + pair] for pair in (han[i : i + 2] for i in range(len(han) - 1))]


def initials_of(text: str) -> set[str]:
    """Every pinyin-initials spelling of ``text`` (for lists that are searched in memory)."""
    han = [ch for ch in normal(text) if HAN.match(ch)]
    options = [sorted({reading[0] for reading in _readings(ch)}) or [""] for ch in han]
    spelled = (("".join(parts)) for _, parts in zip(range(READINGS_KEPT), product(*options), strict=False))
    return set(spelled)


def _pairs(prefix: str, text: str) -> set[str]:
    return {prefix + text[i : i + 2] for i in range(len(text) - 1)}


def _spellings(name: str) -> Iterable[tuple[str, ...]]:
    """The likely spellings of a name, the surname's reading first, at most ``READINGS_KEPT``."""
    options: list[tuple[str, ...]] = []
    for position, character in enumerate(name):
        if not HAN.match(character):
            continue
        readings = _readings(character)
        if position == 0:
            readings = tuple(dict.fromkeys(SURNAME_READINGS.get(character, ()) + readings))
        if position < 2 and name[:2] in COMPOUND_SURNAMES:
            readings = tuple(dict.fromkeys((COMPOUND_SURNAMES[name[:2]][position], *readings)))
        if readings:
            options.append(readings[:3])
    if not options:
        return []
    return [parts for _, parts in zip(range(READINGS_KEPT), product(*options), strict=False)]


@cache
def _readings(character: str) -> tuple[str, ...]:
    """The toneless readings of one character, ü as both v and u; empty where none is known."""
    # Single characters only: its phrases would take 45 MB of a village PC's memory and never be asked.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    plain = [reading for group in found for reading in group if reading.isascii()]
    doubled = [spelling for reading in plain for spelling in (reading, reading.replace("v", "u"))]
    return tuple(dict.fromkeys(doubled))
