"""`hearthline backup` and `hearthline restore`: the whole database in one file.

The programs pg_dump and pg_restore are the bundled ones, so client and server agree. The secret
key is not in the file: without it the sealed values cannot be read.
"""

import subprocess
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.terminal import BAD_OUTCOME, AsJson, Terminal, fail
from hearthline.platform.postgres import program
from hearthline.platform.settings import load_settings, process_environment

backup_app = typer.Typer(rich_markup_mode=None, add_completion=False)
restore_app = typer.Typer(rich_markup_mode=None, add_completion=False)

_COUNT_TABLES = (
    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
)


@backup_app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; must not exist yet.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the whole database into one file, while the system runs.

    Example: hearthline backup hearthline-2026-11-21.dump
    """
    terminal = Terminal(as_json=as_json)
    if file.exists():
        fail(f"{file} exists; choose another name")
    half = file.with_name(f"{file.name}.half")
    with database_of(load_settings(), terminal.aside) as database:
        _run("pg_dump", database.owner_url, ["--format=custom", f"--file={half}"])
    half.replace(file)
    terminal.say(f"{file}: {file.stat().st_size / 2**20:.1f} MB")
    terminal.say(
        "keep the secret key with it, in another place: without it sealed values stay sealed"
    )
    terminal.result({"file": str(file), "size_bytes": file.stat().st_size})


@restore_app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    *,
    as_json: AsJson = False,
) -> None:
    """Fill an empty database from a file of `hearthline backup`.

    Example: hearthline restore hearthline-2026-11-21.dump
    """
    terminal = Terminal(as_json=as_json)
    with database_of(load_settings(), terminal.aside) as database:
        with psycopg.connect(database.owner_url) as connection:
            row = connection.execute(_COUNT_TABLES).fetchone()
        if row and row[0]:
            fail(f"the database is not empty ({row[0]} tables); restore into an empty one")
        options = ["--exit-on-error", "--single-transaction", str(file)]
        _run("pg_restore", database.owner_url, options)
    terminal.say(f"{file} is restored")
    terminal.result({"file": str(file), "restored": True})


def _run(name: str, url: str, arguments: list[str]) -> None:
    """Run a bundled program; the password travels in its environment, where `ps` shows nothing."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value}
    environment = process_environment() | {"PGPASSWORD": parts.pop("password", "")}
    target = f"--dbname={make_conninfo('', **parts)}"
    done = subprocess.run(
        [str(program(name)), target, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["it said nothing"]
        fail(f"{name}: {lines[-1]}", BAD_OUTCOME)
