"""How Alembic reaches the database: through the open transaction that `upgrade` hands over."""

from alembic import context

from web.storage.tables import as_made

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=as_made(),
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
