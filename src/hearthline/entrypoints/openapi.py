"""`hearthline openapi`: the description of the HTTP API, from which clients are made."""

import json
import sys

import typer

from hearthline.entrypoints.server import create_app
from hearthline.platform.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def openapi() -> None:
    """Print the OpenAPI description of the server; needs no database.

    Example: hearthline openapi > openapi.json
    """
    described = create_app(load_settings({})).openapi()
    sys.stdout.write(json.dumps(described, ensure_ascii=False, indent=1) + "\n")
