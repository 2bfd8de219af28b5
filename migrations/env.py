"""Runs the migrations on the connection that the program gives. Foreign keys are off while tables are rebuilt."""

from alembic import context
from sqlalchemy import Connection

from models.schema import METADATA

connection: Connection = context.config.attributes["connection"]
on_sqlite = connection.dialect.name == "sqlite"
if on_sqlite:
    # Before BEGIN: inside a transaction this is ignored, and rebuilding a parent table would empty its children.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
# Our SQLite connection begins by itself, so that tables too are changed in a transaction: Alembic takes that for
# impossible, and would commit each revision before its references are checked.
context.configure(
    connection=connection, target_metadata=METADATA, render_as_batch=True, compare_type=True, transactional_ddl=True
)
try:
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
            raise RuntimeError(f"migration leaves {len(broken)} broken references")
    connection.commit()
finally:
    # After a failure nothing of the migration stays, and foreign keys are held again.
    connection.rollback()
    if on_sqlite:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = ON")
