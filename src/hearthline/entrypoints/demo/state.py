"""Whether the demo's database is what this version would make it: a note in the database itself.

The note is a fingerprint of every file of the program and of the packs, kept as the comment of
the database, so it goes wherever the data go.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

_PACKAGE = Path(__file__).parents[2]
_CHECKOUT_PACKS = Path(__file__).parents[4] / "packs"
_MARK = "hearthline demo "
_READ = """
SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()
"""


def fingerprint(packs: Path | None = None) -> str:
    """Changes whenever a file of the program or of a pack does."""
    digest = hashlib.sha256()
    for path in _files(packs):
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:32]


def is_prepared(owner_url: str, mark: str) -> bool:
    """Whether the database carries this mark."""
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(_READ).fetchone()
    return bool(row and row[0] == f"{_MARK}{mark}")


def note_prepared(owner_url: str, mark: str) -> None:
    """Leave the mark."""
    with psycopg.connect(owner_url) as connection:
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            sql.Identifier(connection.info.dbname), sql.Literal(f"{_MARK}{mark}")
        )
        connection.execute(statement)


def _files(packs: Path | None) -> Iterator[Path]:
    yield from sorted(_PACKAGE.rglob("*.py"))
    for home in (packs, _PACKAGE / "packs", _CHECKOUT_PACKS):
        if home is not None and home.is_dir():
            yield from sorted(path for path in home.rglob("*") if path.is_file())
