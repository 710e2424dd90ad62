"""`hearthline doctor`: what is set, what is reachable, and what runs without what."""

import asyncio
from typing import Annotated

import typer
from pydantic import SecretStr

from hearthline.entrypoints.checks import State, examine
from hearthline.entrypoints.terminal import BAD_OUTCOME, AsJson, Column, Terminal
from hearthline.platform.settings import Settings, concerns, load_settings, unknown_variables

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_MARKS = {State.GOOD: "ok", State.OFF: "off", State.BAD: "BAD"}


@app.command()
def doctor(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Look at the settings only.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what is set (secrets masked), what can be reached, and what runs without what.

    Exit status 1 when something that is needed is bad.

    Example: hearthline doctor --json
    """
    terminal = Terminal(as_json=as_json)
    settings = load_settings()
    given, unknown = shown(settings), unknown_variables()
    terminal.table([Column("setting"), Column("value")], given.items())
    for name in unknown:
        terminal.say(f"{name} means nothing to this version; is it misspelt?")
    checks = [] if quick else asyncio.run(examine(settings))
    if checks:
        terminal.say()
        rows = [(_MARKS[check.state], check.name, check.words) for check in checks]
        terminal.table([Column(""), Column("check"), Column("")], rows)
    is_healthy = all(check.state is not State.BAD for check in checks)
    terminal.result(
        {
            "healthy": is_healthy,
            "settings": given,
            "unknown": unknown,
            "checks": [
                {"name": check.name, "state": check.state.value, "words": check.words}
                for check in checks
            ],
        }
    )
    if not is_healthy:
        raise typer.Exit(BAD_OUTCOME)


def shown(settings: Settings) -> dict[str, str]:
    """Every variable with its value; of a secret only that it is set."""
    table: dict[str, str] = {}
    for name, concern in concerns():
        part = getattr(settings, name)
        for field in concern.model_fields:
            table[concern.variable(field)] = _text(getattr(part, field))
    return table


def _text(value: object) -> str:
    if value is None:
        return "(unset)"
    return "******" if isinstance(value, SecretStr) else str(value)
