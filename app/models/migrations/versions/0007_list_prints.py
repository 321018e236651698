"""Prints of papers of no case are counted: lists, posters, empty forms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_print",
        sa.Column("paper", sa.String(length=32), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("job_ref", sa.String(length=32), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_list_print"),
    )
