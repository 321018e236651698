"""A register may change its keys, and what a person did about a stuck line is kept with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, length in (("replica_id", 32), ("receiving_key", 64), ("signed", 128), ("proof", 128)):
        op.add_column(
            "slip_key", sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        )
    for name, length in (("settled_how", 16), ("settled_by", 32)):
        op.add_column(
            "line_result", sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        )
    op.add_column("line_result", sa.Column("settled_at", sa.String(length=24), nullable=True))
    op.add_column("sync_state", sa.Column("server_changes", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "server_key",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_server_key"),
    )
