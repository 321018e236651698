"""How a line of an older program becomes one of today's schema; the stored bytes stay as they came (design: sync 14).

Steps are never thrown out: nothing is pruned, and ``verify`` folds a register from its first line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.errors import Refusal
from app.models import lines
from app.models.lines import Line

Step = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""(record type, fields as the older schema says them) → the fields as the next one says them."""

FIRST = 1
"""The schema of the first program that wrote lines."""


def _only_added(_record_type: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The next schema has more fields and says none otherwise."""
    return fields


STEPS: dict[int, Step] = {1: _only_added}
"""By the schema a step starts from; one for each schema below ``lines.SCHEMA``."""


def read(raw: bytes) -> Line:
    """The line in ``raw`` as today's schema says it; Refusal ``bad-change`` where the bytes are not one."""
    line = lines.decode(raw)
    return line if line.schema >= lines.SCHEMA else up_to_date(line)


def up_to_date(line: Line) -> Line:
    """``line`` through every step between its schema and ours; Refusal ``bad-change`` where a step cannot take it."""
    fields: Mapping[str, Any] = line.f
    try:
        for schema in range(max(line.schema, FIRST), lines.SCHEMA):
            fields = STEPS[schema](line.t, fields)
    except (LookupError, TypeError, ValueError) as fault:
        raise Refusal("这一行数据读不懂，已原样保存，请联系乡镇管理员。", code="bad-change") from fault
    return msgspec.structs.replace(line, f=dict(fields), schema=lines.SCHEMA)
