"""`hearthline channel`: what an operator must know of a channel."""

import asyncio
import sys
from typing import Annotated

import typer

from hearthline.conversations import Channels
from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.terminal import Terminal
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def _channel() -> None:
    """What an operator must know of a channel.

    Example: hearthline channel secret demo-web
    """


@app.command()
def secret(key: Annotated[str, typer.Argument(help="The channel's public key.")]) -> None:
    """Print the secret that identity tokens of a channel are signed with, and nothing else.

    Example: hearthline channel secret demo-web
    """
    settings = load_settings()
    with database_of(settings, Terminal().aside) as database:
        found = asyncio.run(_secret(database.app_url, Vault(settings.secret_key()), key))
    sys.stdout.write(f"{found}\n")


@app.command(name="typing-preview")
def typing_preview(
    key: Annotated[str, typer.Argument(help="The channel's public key.")],
    *,
    on: Annotated[bool, typer.Option("--on/--off", help="Show it, or do not.")],
) -> None:
    """Let agents see what customers type before it is sent; the widget tells customers so.

    Example: hearthline channel typing-preview demo-web --on
    """
    settings = load_settings()
    with database_of(settings, Terminal().aside) as database:
        asyncio.run(_show_typing(database.app_url, Vault(settings.secret_key()), key, on=on))
    Terminal().say(f"{key}: typing preview {'on' if on else 'off'}")


async def _show_typing(url: str, vault: Vault, key: str, *, on: bool) -> None:
    channels = Channels(vault)
    async with Database(url, min_size=1, max_size=2) as database:
        async with database.open_session() as session:
            tenant_id = await channels.tenant_of(session, key)
        async with database.session(tenant_id) as session:
            await channels.show_typing(session, key, on=on)


async def _secret(url: str, vault: Vault, key: str) -> str:
    channels = Channels(vault)
    async with Database(url, min_size=1, max_size=2) as database:
        async with database.open_session() as session:
            tenant_id = await channels.tenant_of(session, key)
        async with database.session(tenant_id) as session:
            return await channels.secret(session, key)
