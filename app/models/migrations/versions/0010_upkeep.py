"""A code may be given for a PC that replaces another; what a server looked after by itself, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "enrolment_code", sa.Column("replaces", sa.String(length=32), nullable=False, server_default="")
    )
    op.create_table(
        "upkeep",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("begun_at", sa.String(length=24), nullable=False),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.Column("good_at", sa.String(length=24), nullable=True),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_upkeep"),
    )
