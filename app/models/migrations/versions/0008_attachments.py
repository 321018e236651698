"""Scans and photos of a case travel: their records, and what the township holds of their contents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mime", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("taken_at", sa.String(length=24), nullable=False),
        sa.Column("by_agent", sa.String(length=32), nullable=False),
        sa.Column("removed_at", sa.String(length=24), nullable=True),
        sa.Column("removed_reason", sa.Text(), nullable=False),
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_code", "case_id"],
            ["service_case.site_code", "service_case.id"],
            name="fk_attachment_site_code_case_id_service_case",
        ),
        sa.PrimaryKeyConstraint("site_code", "id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_case_id", "attachment", ["case_id"])
    op.create_index("ix_attachment_of_content", "attachment", ["site_code", "sha256"])
    op.create_table(
        "content_mark",
        sa.Column("site_code", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("site_code", "sha256", name="pk_content_mark"),
    )
