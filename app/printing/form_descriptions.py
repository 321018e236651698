"""A county's own form of a paper: title, wording and order of fields, logo and seal place, read and checked."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.text import problems
from app.errors import Refusal

DOCUMENT_FORMAT = "daiban-form"
DOCUMENT_VERSION = 1
SEAL_PLACES = {"": "按程序原样", "left": "左下", "middle": "下方正中", "right": "右下"}
KEYS = ("format", "format_version", "paper", "title", "fields", "seal_place", "logo_png")
TITLE_LIMIT = 30
WORDS_LIMIT = 16
LARGEST_LOGO_BYTES = 300_000
LARGEST_LOGO_PX = 3000
LARGEST_DOCUMENT_BYTES = 2 * LARGEST_LOGO_BYTES


@dataclass(frozen=True, slots=True)
class FormDescription:
    """How one paper looks in this county; everything empty means the program's own form.

    ``field_words`` are (the program's word, the county's word); ``field_order`` are the program's words in the
    county's order, those not named keep their place behind them. ``logo_sha256`` names the picture and is
    frozen with the paper; ``logo_png`` (base64) is put in only while the paper is drawn.
    """

    title: str = ""
    field_words: tuple[tuple[str, str], ...] = ()
    field_order: tuple[str, ...] = ()
    seal_place: str = ""
    logo_sha256: str = ""
    logo_png: str = ""

    def words(self, field: str) -> str:
        """What the county calls a field."""
        return self.words_or(field, field)

    def words_or(self, field: str, plain: str) -> str:
        """What the county calls a field, or ``plain`` where it does not rename it."""
        return next((words for own, words in self.field_words if own == field), plain)

    def rank(self, field: str) -> int:
        """Where the county puts a field; those it does not name come after all named ones."""
        return self.field_order.index(field) if field in self.field_order else len(self.field_order)

    def first_rank(self, fields: Iterable[str]) -> int:
        """Where the county puts a row that holds these fields."""
        return min((self.rank(field) for field in fields), default=0)

    @property
    def logo(self) -> bytes:
        """The picture as PNG; empty where there is none."""
        return base64.b64decode(self.logo_png)

    def without_logo(self) -> FormDescription:
        """What is frozen with a print: the picture itself stays in the published form."""
        return replace(self, logo_png="")


PROGRAMS_OWN = FormDescription()


def from_document(text: str, fields: Mapping[str, Sequence[str]]) -> tuple[str, FormDescription]:
    """The paper's name and its form from a JSON document; Refusal ``form-…`` that says what is wrong.

    ``{"format": "daiban-form", "format_version": 1, "paper": "receipt", "title": "…", "fields": [{"field":
    "申请人", "words": "申办人"}, …], "seal_place": "" | "left" | "middle" | "right", "logo_png": "base64"}``.
    ``fields`` gives, for each paper that may be described, the words its fields have in the program.
    """
    if len(text.encode()) > LARGEST_DOCUMENT_BYTES:
        raise refusal(f"文件有 {len(text.encode()) // 1_000_000} MB，太大了，里面的徽标最多 300 KB", "size")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise refusal("不是可读的 JSON 文本", "format") from None
    if not isinstance(document, dict) or document.get("format") != DOCUMENT_FORMAT:
        raise refusal("不是单据式样", "format")
    if document.get("format_version") != DOCUMENT_VERSION:
        raise refusal("是更新版本的格式，请先升级本程序", "version")
    unknown = [str(key)[:40] for key in document if key not in KEYS]
    if unknown:
        raise refusal(f"有不认识的内容“{'、'.join(unknown)}”", "unknown")
    paper = document.get("paper")
    if not isinstance(paper, str) or paper not in fields:
        raise refusal(f"没有说明是哪种单据，或没有叫“{str(paper)[:40]}”的单据", "paper")
    words, order = _fields(document.get("fields", []), fields[paper])
    logo = _text(document, "logo_png", LARGEST_DOCUMENT_BYTES)
    return paper, with_logo(
        FormDescription(_text(document, "title", TITLE_LIMIT), words, order, _seal_place(document)),
        _decoded(logo),
    )


def to_document(paper: str, form: FormDescription) -> str:
    """The JSON document of a form; ``from_document`` gives the same form back."""
    document = {
        "format": DOCUMENT_FORMAT,
        "format_version": DOCUMENT_VERSION,
        "paper": paper,
        "title": form.title,
        "fields": [{"field": field, "words": form.words(field)} for field in form.field_order],
        "seal_place": form.seal_place,
        "logo_png": form.logo_png,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def with_logo(form: FormDescription, picture: bytes) -> FormDescription:
    """The form with this picture (PNG or JPEG, at most 300 KB and 3000 pixels a side); Refusal ``form-logo``."""
    if not picture:
        return form
    if len(picture) > LARGEST_LOGO_BYTES:
        size = (
            f"{len(picture) / 1_000_000:.1f} MB" if len(picture) > 1_000_000 else f"{len(picture) // 1000} KB"
        )
        raise refusal(f"的徽标有 {size}，太大了，最多 300 KB，请缩小后再试", "logo")
    png = _as_png(picture)
    return replace(
        form, logo_sha256=hashlib.sha256(png).hexdigest(), logo_png=base64.b64encode(png).decode("ascii")
    )


def refusal(what: str, code: str) -> Refusal:
    """What is wrong with a form, and that nothing was changed."""
    return Refusal(
        f"这份单据式样{what}。没有导入，单据仍按原来的式样打印。", field="form", code=f"form-{code}"
    )


def _as_png(picture: bytes) -> bytes:
    """The picture read whole and written anew, so that nothing but a picture is ever stored."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as image:
            if max(image.size) > LARGEST_LOGO_PX:
                raise refusal(
                    f"的徽标有 {image.width}×{image.height} 点，每边最多 {LARGEST_LOGO_PX} 点", "logo"
                )
            written = io.BytesIO()
            image.convert("RGBA").save(written, "PNG", optimize=True)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise refusal("的徽标不是图片，只能用 PNG 或 JPEG 图片", "logo") from None
    if written.tell() > LARGEST_LOGO_BYTES:
        raise refusal("的徽标太细，存成 PNG 超过 300 KB，请缩小后再试", "logo")
    return written.getvalue()


def _decoded(logo: str) -> bytes:
    try:
        return base64.b64decode(logo, validate=True)
    except (binascii.Error, ValueError):
        raise refusal("的徽标不是图片，只能用 PNG 或 JPEG 图片", "logo") from None


def _fields(given: object, known: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    if not isinstance(given, list):
        raise refusal("的 fields 不是清单", "fields")
    words: list[tuple[str, str]] = []
    for number, row in enumerate(given, 1):
        where = f"第 {number} 个栏目"
        if not isinstance(row, dict) or not isinstance(row.get("field"), str):
            raise refusal(f"{where}写法不对，要写成 {{“field”：“申请人”，“words”：“申办人”}}", "fields")
        others = [str(key)[:40] for key in row if key not in ("field", "words")]
        if others:
            raise refusal(f"{where}有不认识的内容“{'、'.join(others)}”", "unknown")
        field = row["field"]
        if field not in known:
            raise refusal(f"{where}“{field[:40]}”不是这种单据的栏目，可用的有：{'、'.join(known)}", "field")
        if field in [own for own, _words in words]:
            raise refusal(f"里栏目“{field}”写了两次", "field-twice")
        words.append((field, _text(row, "words", WORDS_LIMIT) or field))
    changed = tuple(pair for pair in words if pair[0] != pair[1])
    return changed, tuple(field for field, _words in words)


def _seal_place(document: Mapping[str, object]) -> str:
    place = document.get("seal_place", "")
    if not isinstance(place, str) or place not in SEAL_PLACES:
        shown = "、".join(f"{name}（{words}）" for name, words in SEAL_PLACES.items() if name)
        raise refusal(f"的盖章位置只能是 {shown}", "seal")
    return place


def _text(row: Mapping[str, object], name: str, limit: int) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or problems(value) or len(value) > limit:
        raise refusal(f"的 {name} 里有不能用的字符，或超过 {limit} 个字", name.replace("_", "-"))
    return value.strip()
