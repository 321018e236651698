"""What a command says: plain lines for people, JSON for programs, one sentence when refused."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from app.errors import Refusal

DONE, REFUSED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """``facts`` is anything JSON has; ``text`` the same for people. Both None: it was said already."""

    facts: object = None
    text: str | None = None
    ok: bool = True


def give(answer: Answer, *, as_json: bool) -> None:
    """Say the answer on standard output."""
    if as_json and answer.facts is not None:
        say_json(answer.facts)
    elif not as_json and answer.text is not None:
        print(answer.text)


def say_json(facts: object) -> None:
    """One line of JSON, every character as itself."""
    print(json.dumps(facts, ensure_ascii=False))


def refuse(refusal: Refusal, *, as_json: bool) -> None:
    """The sentence on standard error; for programs also as JSON on standard output."""
    if as_json:
        say_json({"error": refusal.sentence, "field": refusal.field, "code": refusal.code})
    print(refusal.sentence, file=sys.stderr)
