"""Alembic, run from code: the revisions live in this package and travel in the wheel."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import NullPool

_HOME = Path(__file__).parent / "migrations"


def migrate(url: str, *, to: str = "head") -> None:
    """Bring the database at `url` (its owner) to a revision; `base` takes all of it away."""
    config = _config(url)
    engine = _engine(url)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(727274)"))
        config.attributes["connection"] = connection
        if to == "base":
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)


def migrations_missing(url: str) -> list[str]:
    """The revisions that the database has not had yet, oldest first."""
    script = ScriptDirectory.from_config(_config(url))
    with _engine(url).connect() as connection:
        had = MigrationContext.configure(connection).get_current_heads()
    known = {revision.revision for revision in script.iterate_revisions(had or "base", "base")}
    wanted = [revision.revision for revision in script.walk_revisions()]
    return [name for name in reversed(wanted) if name not in known]


def _engine(url: str) -> Engine:
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HOME))
    config.attributes["url"] = url
    return config
