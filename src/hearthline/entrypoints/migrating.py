"""`hearthline migrate`: bring the database to this version."""

import typer

from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.terminal import AsJson, Terminal
from hearthline.platform.db import migrate as bring_up
from hearthline.platform.db import migrations_missing
from hearthline.platform.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def migrate(*, as_json: AsJson = False) -> None:
    """Bring the database to this version; harmless when it is there already.

    Example: HEARTHLINE_DATABASE_URL=postgresql://owner@host/hearthline hearthline migrate
    """
    terminal = Terminal(as_json=as_json)
    with database_of(load_settings(), terminal.aside) as database:
        missing = migrations_missing(database.owner_url)
        bring_up(database.owner_url)
    for name in missing:
        terminal.say(f"applied {name}")
    if not missing:
        terminal.say("the database is up to date")
    terminal.result({"applied": missing})
