"""A district follows the keys of PCs and townships, stops whom a township stopped, and compares records with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("superior", sa.Column("server_changes", sa.Text(), server_default="", nullable=False))
    op.add_column("upward_site", sa.Column("digest_n", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("upward_site", sa.Column("digest_ok", sa.Boolean(), nullable=True))
    op.add_column("origin_key", sa.Column("until_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("known_replica", sa.Column("stopped_above", sa.BigInteger(), nullable=True))
    op.create_table(
        "origin_stop",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("replica_id", sa.String(length=32), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "replica_id", name="pk_origin_stop"),
    )
