"""How every command speaks: people's words, one JSON object, progress, and its exit status.

With `--json` the last line of standard output is one JSON object and all else goes to standard
error. Exit status: 0 done, 1 ran but the outcome is bad, 2 wrong usage or unreadable input.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Annotated, Any, NoReturn, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from hearthline.kernel import Conflict, HearthlineError, Invalid
from hearthline.platform.settings import terminal_locale

BAD_OUTCOME = 1
BAD_USAGE = 2

AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object as the last line of output.")
]

_PLAIN_EVERY_SECONDS = 5.0
_WIDTH_ELSEWHERE = 160


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand to the right."""

    title: str
    is_figure: bool = False


class Terminal:
    """Where a command writes."""

    def __init__(self, *, as_json: bool = False) -> None:
        """With `as_json`, words go to standard error and only the object to standard output."""
        self.as_json = as_json
        stream = sys.stderr if as_json else sys.stdout
        width = None if stream.isatty() else _WIDTH_ELSEWHERE
        self.console = Console(stderr=as_json, highlight=False, soft_wrap=True, width=width)
        self._aside = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, words: str = "") -> None:
        """A line for people."""
        self.console.print(words, markup=False)

    def aside(self, words: str) -> None:
        """A line about how it goes, never part of the result."""
        self._aside.print(words, markup=False)

    def table(self, columns: Iterable[Column], rows: Iterable[Iterable[object]]) -> None:
        """A table for people."""
        table = Table(show_edge=False, pad_edge=False)
        for column in columns:
            table.add_column(column.title, justify="right" if column.is_figure else "left")
        for row in rows:
            table.add_row(*(str(cell) for cell in row))
        self.console.print(table)

    def result(self, facts: dict[str, Any]) -> None:
        """The result as one JSON object, when that was asked for."""
        if self.as_json:
            sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
            sys.stdout.flush()

    def progress(self, what: str, total: int) -> "Steps":
        """Something to tell of every step: a bar on a terminal, plain lines elsewhere."""
        return Steps(self._aside, what, total)


class Steps:
    """Progress of a long piece of work."""

    def __init__(self, console: Console, what: str, total: int) -> None:
        """Made by `Terminal.progress`."""
        self._console = console
        self._what = what
        self._total = total
        self._done = 0
        self._told_at = monotonic()
        self._bar = _bar(console) if console.is_terminal else None
        self._task = self._bar.add_task(what, total=total) if self._bar else None

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done)
        elif monotonic() - self._told_at >= _PLAIN_EVERY_SECONDS:
            self._told_at = monotonic()
            self._console.print(f"{self._what}: {self._done} / {self._total}", markup=False)

    def __enter__(self) -> Self:
        """Show the bar for the length of a `with` block."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the last state standing."""
        if self._bar is not None:
            self._bar.stop()
        else:
            self._console.print(f"{self._what}: {self._done} / {self._total}", markup=False)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def told(error: HearthlineError) -> str:
    """An error as one line in the terminal's language."""
    words = error.told().in_(terminal_locale())
    return words or error.title.in_(terminal_locale())


def status_of(error: HearthlineError) -> int:
    """2 for what the person at the terminal asked wrongly, else 1."""
    return BAD_USAGE if isinstance(error, Invalid | Conflict) else BAD_OUTCOME


def fail(words: str, status: int = BAD_USAGE) -> NoReturn:
    """End with one line on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(words, markup=False)
    raise typer.Exit(status)
