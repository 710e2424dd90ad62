"""`hearthline replay`: real people's messages through the real channel, each a new customer."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import httpx2
import typer

from hearthline.entrypoints.customer_client import (
    DEFAULT_URL,
    Customer,
    CustomerRefused,
    ServerUnreachable,
    connect,
)
from hearthline.entrypoints.figures import latency_ms
from hearthline.entrypoints.replay_outcomes import Outcome, outcome_of
from hearthline.entrypoints.terminal import (
    BAD_OUTCOME,
    AsJson,
    Column,
    Steps,
    Terminal,
    fail,
    told,
)

LONGEST_TEXT = 4000
_SHOWN_ERRORS = 5

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@dataclass(slots=True)
class Tally:
    """What has come back so far."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    latencies_s: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    shortened: int = 0


@app.command()
def replay(  # noqa: PLR0913  # a command's options
    file: Annotated[Path, typer.Argument(help="JSON Lines: {text}, optional {title}.")],
    *,
    url: Annotated[str, typer.Option(help="Address of the server.")] = DEFAULT_URL,
    channel: Annotated[str, typer.Option(help="Key of the channel.")] = "demo-web",
    concurrency: Annotated[int, typer.Option(min=1, max=200, help="Customers at a time.")] = 8,
    limit: Annotated[int, typer.Option(min=0, help="At most so many rows; 0: all.")] = 0,
    output: Annotated[
        Path | None, typer.Option(help="Write a row a message: outcome, latency, replies.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Send each row's title and text as a customer of its own; report what the bot did.

    Example: hearthline replay messages.jsonl --concurrency 8 --limit 500
    """
    terminal = Terminal(as_json=as_json)
    texts = list(_texts(file))[: limit or None]
    if not texts:
        fail(f"{file}: there are no rows")
    started = monotonic()
    tally = asyncio.run(_replay(texts, url, channel, concurrency=concurrency, terminal=terminal))
    facts = _facts(tally, len(texts), monotonic() - started)
    if output is not None:
        output.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in tally.rows))
    _report(terminal, facts, tally)
    terminal.result(facts)
    if tally.outcomes[Outcome.ERROR]:
        raise typer.Exit(BAD_OUTCOME)


async def _replay(
    texts: list[str], url: str, channel: str, *, concurrency: int, terminal: Terminal
) -> Tally:
    tally = Tally()
    waiting = iter(enumerate(texts))
    async with connect(url, connections=concurrency) as http:
        await Customer.arrive(http, channel)  # a wrong address or key is said once, at once
        with terminal.progress("replay", len(texts)) as steps:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(concurrency, len(texts))):
                    group.create_task(_speak(http, channel, waiting, tally=tally, steps=steps))
    return tally


async def _speak(
    http: httpx2.AsyncClient,
    channel: str,
    waiting: Iterator[tuple[int, str]],
    *,
    tally: Tally,
    steps: Steps,
) -> None:
    for number, text in waiting:
        started = monotonic()
        said, replies = text[:LONGEST_TEXT], list[dict[str, Any]]()
        tally.shortened += len(text) > LONGEST_TEXT
        try:
            customer = await Customer.arrive(http, channel)
            started = monotonic()
            turn = await customer.write(said)
            outcome, replies = outcome_of(turn), turn.replies
            if outcome is Outcome.ERROR:
                tally.errors["no complete turn within 30 s"] += 1
        except (CustomerRefused, ServerUnreachable) as error:
            outcome = Outcome.ERROR
            tally.errors[told(error)] += 1
        except httpx2.HTTPError as error:
            outcome = Outcome.ERROR
            tally.errors[type(error).__name__] += 1
        took = monotonic() - started
        tally.outcomes[outcome] += 1
        tally.latencies_s.append(took)
        tally.rows.append(_row(number, said, outcome, took_s=took, replies=replies))
        steps.step()


def _row(
    number: int, text: str, outcome: Outcome, *, took_s: float, replies: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "row": number + 1,
        "text": text,
        "outcome": outcome,
        "latency_ms": round(took_s * 1000, 1),
        "replies": [reply["text"] for reply in replies],
    }


def _texts(file: Path) -> Iterator[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file}: {error}")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _text(file, number, line)


def _text(file: Path, number: int, line: str) -> str:
    try:
        row = json.loads(line)
    except ValueError as error:
        fail(f"{file}:{number}: not JSON ({error})")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        fail(f"{file}:{number}: a row needs a member `text` that is a string")
    title = row.get("title")
    parts = [part.strip() for part in (title, row["text"]) if isinstance(part, str)]
    text = "\n".join(part for part in parts if part)
    if not text:
        fail(f"{file}:{number}: the row says nothing")
    return text


def _facts(tally: Tally, n: int, seconds: float) -> dict[str, Any]:
    return {
        "n": n,
        **{outcome.value: tally.outcomes[outcome] for outcome in Outcome},
        **latency_ms(tally.latencies_s),
        "messages_per_s": round(n / seconds, 2),
        "seconds": round(seconds, 1),
        "shortened": tally.shortened,
        "errors": dict(tally.errors.most_common()),
    }


def _report(terminal: Terminal, facts: dict[str, Any], tally: Tally) -> None:
    columns = [Column("outcome"), Column("messages", is_figure=True), Column("%", is_figure=True)]
    n = max(1, facts["n"])
    rows = [(o.value, facts[o.value], f"{100 * facts[o.value] / n:.1f}") for o in Outcome]
    terminal.table(columns, rows)
    terminal.say(
        f"latency p50 {facts['p50_ms']} ms, p95 {facts['p95_ms']} ms, p99 {facts['p99_ms']} ms;"
        f" {facts['messages_per_s']} messages/s over {facts['seconds']} s"
    )
    if tally.shortened:
        terminal.say(f"{tally.shortened} texts were cut to {LONGEST_TEXT} characters")
    for words, count in tally.errors.most_common(_SHOWN_ERRORS):
        terminal.say(f"error ×{count}: {words}")
