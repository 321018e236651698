"""Templates into pages: everything that comes from a register is shown as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from app import assets
from app.clock import CHINA
from app.domain.cases import EVENT_WORDS, KIND_WORDS, STATE_WORDS, Light
from app.domain.masking import mask_id, neutral_name
from sync.server.console import tiers

LIGHT_WORDS = {Light.GREEN: "正常", Light.YELLOW: "将到期", Light.RED: "超期", Light.NONE: "—"}
OUTCOME_WORDS = {
    "role": "角色不够",
    "sign-in": "姓名或口令不对",
    "not-your-site": "不在负责范围",
    "field-missing": "没有填全",
    "refused": "被拒绝",
}
"""Why an act was not done, in words; a rarer reason stands under its own name."""
_OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def rendered(template: str, facts: Mapping[str, object]) -> str:
    """The page as HTML; a template that asks for something it was not given is a fault."""
    return environment().get_template(template).render(facts)


@cache
def environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(lambda name: assets.text("console", "templates", name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
    )
    made.filters.update(
        day=day,
        moment=moment,
        lines=lines,
        spoken=spoken,
        masked_id=mask_id,
        event_words=lambda kind: EVENT_WORDS[kind],
        state_words=lambda state: STATE_WORDS[state],
        kind_words=lambda kind: KIND_WORDS[kind],
        tier_words=lambda tier: tiers.WORDS[tier].office if tier in tiers.WORDS else "上级",
        light_words=lambda light: LIGHT_WORDS[light],
        outcome_words=lambda code: OUTCOME_WORDS.get(code, code),
        turned=turned,
        chosen=chosen,
        item_words=lambda row: neutral_name(row.item_name, sensitive=row.sensitive),
    )
    return made


def harmless(shown: object) -> object:
    """Words without the signs that a screen would obey: turned reading order, control signs; each is seen as one."""
    if isinstance(shown, Markup) or not isinstance(shown, str) or shown.isprintable():
        return shown
    return _OBEYED.sub("�", shown)


def day(on: date | None) -> str:
    return f"{on:%Y-%m-%d}" if on is not None else "—"


def moment(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at is not None else "—"


def spoken(sentence: str) -> str:
    """A refusal without the names that only the command line uses."""
    return re.sub(r"（[a-z_]+）", "", sentence)


def turned(kept: Mapping[str, object], first: int) -> dict[str, object]:
    """What stands in the address of another page of the same list."""
    return {**kept, "from": first}


def chosen(kept: Mapping[str, object], name: str, value: object) -> dict[str, object]:
    """What stands in the address when one choice changes; the list begins anew."""
    return {**kept, name: value}


def lines(text: str) -> Markup:
    """Several lines of somebody's text, each escaped."""
    return Markup("<br>").join(escape(harmless(line)) for line in str(text).splitlines())
