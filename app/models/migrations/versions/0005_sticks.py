"""A room keeps the key that only its township can read sticks with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sync_state",
        sa.Column("server_receiving_key", sa.String(length=64), server_default="", nullable=False),
    )
