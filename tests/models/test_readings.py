"""The rules of readings speak of columns there are, and every column's own default can be read."""

from __future__ import annotations

from app.domain import readings
from app.models.fold import _shape_of
from app.models.tables import RECORD_TYPES


def test_every_rule_is_of_a_column_and_lets_its_default_in() -> None:
    for record_type, field in readings._READINGS:
        shape = _shape_of(RECORD_TYPES[record_type])
        assert field in shape.fits, (record_type, field)
        default = shape.defaults[field]
        assert field in shape.required or shape.fits[field](default), (record_type, field, default)
