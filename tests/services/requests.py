"""Builders of requests as they are typed at the counter, and of ID numbers that are right."""

from __future__ import annotations

from typing import Any

from app.domain.requests import AcceptRequest, MaterialGiven
from app.services import cases, items
from app.services.desk import Desk

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth: str = "19620317", order: int = 21, region: str = "620902") -> str:
    """A number with a right check character; an odd ``order`` is a man's."""
    body = f"{region}{birth}{order:03d}"
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, body, strict=True)) % 11]


def papers(desk: Desk, code: str, *, without: int = 0) -> tuple[MaterialGiven, ...]:
    """Every required paper of an item, but for the last ``without``."""
    item = items.in_force(desk.register, desk.clock).item(code)
    assert item is not None
    names = [material.name for material in item.materials if material.required]
    return tuple(MaterialGiven(name) for name in names[: len(names) - without])


def request(desk: Desk, item: str = "MZ05", *, without: int = 0, **fields: Any) -> AcceptRequest:
    given = fields.pop("materials", None)
    typed = {"name": "张秀兰", "id_number": id_number(), "phone": "13812345678", "group": "三组"}
    return AcceptRequest(
        item=item,
        materials=papers(desk, item, without=without) if given is None else given,
        **(typed | fields),
    )


def accepted(desk: Desk, item: str = "MZ05", *, without: int = 0, **fields: Any) -> str:
    """The number of a case that was just accepted."""
    return cases.accept(desk, request(desk, item, without=without, **fields)).case_no
