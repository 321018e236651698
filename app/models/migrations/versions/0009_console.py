"""The township's console: its accounts, who is signed in, and what was done there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "console_account",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("sites", sa.JSON(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("link_until", sa.String(length=24), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(length=24), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_console_account"),
        sa.UniqueConstraint("name", name="uq_console_account_name"),
    )
    op.create_index("ix_console_account_link", "console_account", ["link"])
    op.create_table(
        "console_session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("begun_at", sa.String(length=24), nullable=False),
        sa.Column("seen_at", sa.String(length=24), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_console_session"),
    )
    op.create_index("ix_console_session_account_id", "console_session", ["account_id"])
    op.create_table(
        "console_act",
        sa.Column("act_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("act_id", name="pk_console_act"),
    )
    op.create_index("ix_console_act_at", "console_act", ["at"])
