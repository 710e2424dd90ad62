"""The program `hearthline`: a table of commands, each loaded when it is asked for.

`hearthline chat` need not wait for what only `hearthline bench` needs.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from hearthline.entrypoints.terminal import fail, status_of, told
from hearthline.kernel import HearthlineError

_HERE = "hearthline.entrypoints"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command's typer application is, and its line on the help page."""

    place: str
    help: str


# In the order of the help page.
COMMANDS: dict[str, Entry] = {
    "demo": Entry("demo.command:app", "The whole system on this machine, until Ctrl-C."),
    "serve": Entry("serving:app", "The server: API, widget, console."),
    "worker": Entry("worker:app", "The job worker."),
    "migrate": Entry("migrating:app", "Bring the database to this version."),
    "backup": Entry("backup:backup_app", "Write the whole database into one file."),
    "restore": Entry("backup:restore_app", "Fill an empty database from such a file."),
    "doctor": Entry("doctor:app", "What is set, what is reachable, what runs without what."),
    "chat": Entry("chat:app", "Talk to the bot in the terminal."),
    "channel": Entry("channel:app", "What an operator must know of a channel: its secret."),
    "simulate-business": Entry("simulating:app", "The simulator of a utility's business systems."),
    "replay": Entry("replay:app", "Send messages of a file to the bot; report what it did."),
    "bench": Entry("bench.command:app", "Measure messages, sockets and reconnects."),
    "nlu": Entry("evaluate:nlu_app", "Evaluate understanding."),
    "knowledge": Entry("knowing:app", "Evaluate knowledge search; export, import, bundles."),
    "pack": Entry("packing.command:app", "Make, check, test and measure a trade pack."),
    "openapi": Entry("openapi:app", "Print the description of the HTTP API."),
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported by name; its help page imports none of them."""

    _is_listing = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page from the table alone."""
        self._is_listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._is_listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # typer's signature
        """The names, in the order of the table."""
        return [name for name, entry in COMMANDS.items() if _exists(entry.place)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # typer's signature
        """The command of a name, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None or not _exists(entry.place):
            return None
        if self._is_listing:
            return TyperCommand(name=cmd_name, help=entry.help)
        module, _, attribute = entry.place.partition(":")
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
