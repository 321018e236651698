"""Where an escalated case lies is kept with its status; of a PC, which shape its program writes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LAST = """SELECT {what} FROM case_event e
    WHERE e.site_code = case_status.site_code AND e.case_id = case_status.case_id AND e.event IN ({events})
    ORDER BY e.ver = 0 DESC, e.ver DESC, e.id DESC LIMIT 1"""
"""Of the events of a case the last, those behind that have no number yet; the next step makes it exact."""
STEP = LAST.format(what="e.event || ' ' || e.by_tier", events="'escalated', 'received'")
PAUSED_IN = LAST.format(what="e.from_state", events="'paused'")


def upgrade() -> None:
    op.add_column(
        "case_status", sa.Column("held_by", sa.String(length=16), server_default="", nullable=False)
    )
    op.add_column(
        "case_status", sa.Column("taken_in", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("known_replica", sa.Column("shape", sa.Integer(), nullable=True))
    op.execute(f"""UPDATE case_status SET held_by = CASE ({STEP})
        WHEN 'escalated village' THEN 'township' WHEN 'escalated township' THEN 'district'
        WHEN 'escalated district' THEN 'city' WHEN 'received township' THEN 'township'
        WHEN 'received district' THEN 'district' WHEN 'received city' THEN 'city'
        WHEN 'received province' THEN 'province' WHEN 'received outside' THEN 'outside' ELSE '' END
        WHERE state = 'escalated' OR (state = 'paused' AND ({PAUSED_IN}) = 'escalated')""")
    op.execute(f"UPDATE case_status SET taken_in = true WHERE held_by <> '' AND ({STEP}) LIKE 'received%'")
