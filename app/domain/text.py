"""Text as people type and paste it: what is put right silently, what is named and refused."""

from __future__ import annotations

import re
import unicodedata

from app.errors import Refusal

NAME_LIMIT = 60
LINE_LIMIT = 200
NOTE_LIMIT = 2000

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
)
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧・･⋅∙●﹒", "·"))
_WHITE = re.compile(r"[\s\u3000]+")
_EMOJI_RANGES = (
    (0x2600, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x1F000, 0x1FAFF),
    (0xE0000, 0xE007F),
    (0xFE0E, 0xFE0F),
    (0x20E3, 0x20E3),
)
_WORDS = {
    "control": "看不见的控制字符",
    "bidi": "改变文字方向的符号",
    "emoji": "表情符号",
    "private": "无法显示的造字",
}


def problems(text: str) -> tuple[str, ...]:
    """What ``text`` should not hold: any of ``control``, ``bidi``, ``emoji``, ``private``, in that order.

    Line breaks and tabs count as control here; ``clean`` turns them into spaces first where they may stand.
    """
    found = {kind for character in text if (kind := _kind(character))}
    return tuple(kind for kind in _WORDS if kind in found)


def clean(text: str) -> str:
    """One line put right: white space, width of letters and digits, middle dots. Han stays as it is.

    NFKC is never used on Han: it would replace compatibility ideographs that stand in people's names.
    """
    narrowed = "".join(_narrow(character) for character in text.translate(_MIDDLE_DOTS))
    return _WHITE.sub(" ", narrowed).strip()


def name(text: str, *, field: str = "name", words: str = "姓名") -> str:
    """A person's or organisation's name, put right; Refusal on ``field``.

    Codes: ``name-empty``, ``name-too-long``, ``text-control``, ``text-bidi``, ``text-emoji``, ``text-private``.
    Spaces between Han characters are dropped (张 三 → 张三); between letters they stay.
    """
    cleaned = line(text, field=field, words=words, limit=None)
    cleaned = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", cleaned)
    cleaned = re.sub(r" ?· ?", "·", cleaned)
    if not cleaned.strip("·.-_ "):
        raise Refusal(f"请填{words}。", field=field, code="name-empty")
    if len(cleaned) > NAME_LIMIT:
        raise Refusal(
            f"{words}有 {len(cleaned)} 个字，太长了（最多 {NAME_LIMIT} 个字）。请看看是不是把别的内容粘贴进来了。",
            field=field,
            code="name-too-long",
        )
    return cleaned


def line(text: str, *, field: str, words: str, limit: int | None = LINE_LIMIT) -> str:
    """One line of plain text, put right, may be empty; Refusal ``text-…`` or ``text-too-long`` on ``field``."""
    _refuse_problems(re.sub(r"[\t\r\n]+", " ", text), field, words)
    cleaned = clean(text)
    _refuse_length(cleaned, limit, field, words)
    return cleaned


def note(text: str, *, field: str = "note", words: str = "备注", limit: int = NOTE_LIMIT) -> str:
    """Several lines of text: line breaks stay, the rest as ``line``; emoji are refused too (paper has none)."""
    lines = re.split(r"\r\n|\r|\n", text)
    _refuse_problems("".join(part.replace("\t", " ") for part in lines), field, words)
    cleaned = "\n".join(clean(part) for part in lines).strip()
    _refuse_length(cleaned, limit, field, words)
    return cleaned


def strip_visible(text: str) -> tuple[str, str]:
    """For pasting in the window: the text without what ``problems`` finds, and a sentence of what was removed.

    The sentence is "" where nothing was. Line breaks and tabs become spaces and are not mentioned.
    """
    flat = re.sub(r"[\t\r\n]+", " ", text)
    counts: dict[str, int] = {}
    kept = []
    for character in flat:
        kind = _kind(character)
        if kind:
            counts[kind] = counts.get(kind, 0) + 1
        else:
            kept.append(character)
    listed = "、".join(f"{counts[kind]} 个{words}" for kind, words in _WORDS.items() if kind in counts)
    return clean("".join(kept)), f"已去掉粘贴内容里的{listed}。" if listed else ""


def _kind(character: str) -> str:
    point = ord(character)
    if character in _BIDI:
        return "bidi"
    if character in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return "control"
    if any(first <= point <= last for first, last in _EMOJI_RANGES):
        return "emoji"
    if unicodedata.category(character) == "Co" or point in (0xFFFC, 0xFFFD) or (point & 0xFFFE) == 0xFFFE:
        return "private"
    return ""


def _narrow(character: str) -> str:
    """Full-width ASCII letters, digits and brackets of a Latin kind to ASCII; every other character untouched."""
    point = ord(character)
    if 0xFF10 <= point <= 0xFF19 or 0xFF21 <= point <= 0xFF3A or 0xFF41 <= point <= 0xFF5A:
        return chr(point - 0xFEE0)
    return character


def _refuse_problems(text: str, field: str, words: str) -> None:
    found = problems(text)
    if found:
        kind = found[0]
        raise Refusal(
            f"{words}里有{_WORDS[kind]}，不能登记。请删去后重新填写。", field=field, code=f"text-{kind}"
        )


def _refuse_length(text: str, limit: int | None, field: str, words: str) -> None:
    if limit is not None and len(text) > limit:
        raise Refusal(
            f"{words}有 {len(text)} 个字，太长了（最多 {limit} 个字）。请写短一些。",
            field=field,
            code="text-too-long",
        )
