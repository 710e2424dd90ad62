"""The program `hearthline`: a table of commands, each loaded when it is asked for.

`hearthline chat` need not wait for what only `hearthline bench` needs.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperGroup

from hearthline.entrypoints.terminal import fail, status_of, told
from hearthline.kernel import HearthlineError

_HERE = "hearthline.entrypoints"

# Name, and where its typer application is. The order is that of the help page.
COMMANDS: dict[str, str] = {
    "demo": "demo.command:app",
    "serve": "serving:app",
    "worker": "worker:app",
    "migrate": "migrating:app",
    "backup": "backup:backup_app",
    "restore": "backup:restore_app",
    "doctor": "doctor:app",
    "chat": "chat:app",
    "channel": "channel:app",
    "simulate-business": "simulating:app",
    "replay": "replay:app",
    "bench": "bench.command:app",
    "nlu": "evaluate:nlu_app",
    "knowledge": "evaluate:knowledge_app",
    "pack": "pack_check:app",
    "openapi": "openapi:app",
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported by name."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # typer's signature
        """The names, in the order of the table."""
        return [name for name, place in COMMANDS.items() if _exists(place)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # typer's signature
        """The command of a name, or None."""
        place = COMMANDS.get(cmd_name)
        if place is None or not _exists(place):
            return None
        module, _, attribute = place.partition(":")
        application = getattr(import_module(f"{_HERE}.{module}"), attribute)
        command = typer.main.get_command(application)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Hearthline 暖线: customer service for heating and power companies.\n\n"
    "Example: `hearthline demo`",
)


@app.callback()
def _program() -> None:
    """Hearthline 暖线: customer service for heating and power companies."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; a trouble that we know is one line, never a traceback."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    except HearthlineError as error:
        try:
            fail(told(error), status_of(error))
        except typer.Exit as ending:
            sys.exit(ending.exit_code)
    except BrokenPipeError:
        sys.exit(0)


def _exists(place: str) -> bool:
    module = place.partition(":")[0]
    parent = f"{_HERE}.{module}".rpartition(".")[0]
    return find_spec(parent) is not None and find_spec(f"{_HERE}.{module}") is not None
