"""Alembic's entry: runs the steps on the connection it is handed, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
target = context.config.attributes.get("metadata")

context.configure(
    connection=connection,
    target_metadata=target,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
