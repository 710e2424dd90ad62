"""`hearthline chat`: talk to the bot in the terminal, through the customer API."""

import asyncio
import sys
from typing import Annotated, Any

import typer

from hearthline.entrypoints.customer_client import DEFAULT_URL, Customer, CustomerRefused, connect
from hearthline.entrypoints.terminal import Terminal, told

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_WORD_OF_STATUS = {"queued": "排队等人工", "agent": "人工服务中", "closed": "已结束"}


@app.command()
def chat(
    channel: Annotated[str, typer.Option(help="Key of the channel.")] = "demo-web",
    url: Annotated[str, typer.Option(help="Address of the server.")] = DEFAULT_URL,
    identity: Annotated[
        str | None, typer.Option(help="Identity token (JWT) signed with the channel's secret.")
    ] = None,
) -> None:
    """Talk to the bot in the terminal; an empty line or Ctrl-D ends.

    Example: hearthline chat --channel demo-web
    """
    asyncio.run(_chat(Terminal(), url, channel, identity=identity))


async def _chat(terminal: Terminal, url: str, channel: str, *, identity: str | None) -> None:
    async with connect(url) as http:
        customer = await Customer.arrive(http, channel, identity=identity)
        seen = 0
        while customer.status != "closed":
            seen = await _show_news(terminal, customer, seen)
            line = await asyncio.to_thread(_listen)
            if not line:
                break
            try:
                await customer.write(line)
            except CustomerRefused as error:
                terminal.aside(told(error))


async def _show_news(terminal: Terminal, customer: Customer, seen: int) -> int:
    for message in await customer.read(seen):
        seen = message["seq"]
        if message["sender"]["kind"] != "customer":
            for line in lines_of(message):
                terminal.say(line)
    if customer.status in _WORD_OF_STATUS:
        terminal.aside(f"（{_WORD_OF_STATUS[customer.status]}）")
    return seen


def lines_of(message: dict[str, Any]) -> list[str]:
    """A message as lines of a terminal: words, then the choices by number, then sources."""
    name = message["sender"]["name"] or message["sender"]["kind"]
    lines = [f"{name}：{message['text']}"]
    choices = message["data"].get("choices", [])
    lines += [f"   {number}. {choice['label']}" for number, choice in enumerate(choices, start=1)]
    lines += [f"   〔{source['title']}〕" for source in message["data"].get("citations", [])]
    return lines


def _listen() -> str:
    if sys.stdin.isatty():
        sys.stdout.write("> ")
        sys.stdout.flush()
    return sys.stdin.readline().strip()
