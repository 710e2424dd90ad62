"""`hearthline bench`: messages, sockets, knowledge, cards and more; each starts what it needs."""

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop

from hearthline.entrypoints.bench import assignment as assignment_bench
from hearthline.entrypoints.bench import cards as cards_bench
from hearthline.entrypoints.bench import desk as desk_bench
from hearthline.entrypoints.bench import knowledge as knowledge_bench
from hearthline.entrypoints.bench import messages as messages_bench
from hearthline.entrypoints.bench import reconnect as reconnect_bench
from hearthline.entrypoints.bench import rules as rules_bench
from hearthline.entrypoints.bench import sockets as sockets_bench
from hearthline.entrypoints.bench.assignment import bench_assignment
from hearthline.entrypoints.bench.cards import Pace, bench_cards
from hearthline.entrypoints.bench.desk import bench_desk, is_fast
from hearthline.entrypoints.bench.desk_past import Past
from hearthline.entrypoints.bench.knowledge import Size, bench_knowledge
from hearthline.entrypoints.bench.messages import Load, bench_messages
from hearthline.entrypoints.bench.reconnect import bench_reconnect, is_sound
from hearthline.entrypoints.bench.rig import rig
from hearthline.entrypoints.bench.rules import Amount, bench_rules
from hearthline.entrypoints.bench.sockets import bench_sockets
from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.serving import allow_many_sockets
from hearthline.entrypoints.terminal import BAD_OUTCOME, AsJson, Terminal
from hearthline.platform.db import migrate
from hearthline.platform.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def _bench() -> None:
    """Measure this machine; every part starts a system of its own and throws it away.

    Example: hearthline bench messages --seconds 10
    """


@app.command()
def messages(
    *,
    seconds: Annotated[float, typer.Option(min=1, max=120, help="Length of each part.")] = 10,
    rate: Annotated[float, typer.Option(min=1, max=500, help="Turns a second, paced.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Durable messages a second, beside the machine's own limit measured in the same run.

    Example: hearthline bench messages --seconds 10 --rate 20
    """
    terminal = Terminal(as_json=as_json)
    with rig(terminal.aside) as system:
        load = Load(seconds=seconds, turns_per_second=rate)
        facts = _run(bench_messages(system, load, terminal.aside))
    messages_bench.report(terminal, facts)
    terminal.result(facts)


@app.command()
def sockets(
    *,
    count: Annotated[int, typer.Option(min=1, max=20_000, help="How many sockets.")] = 2000,
    as_json: AsJson = False,
) -> None:
    """Many sockets on one server process: a message to each, and memory per socket.

    Example: hearthline bench sockets --count 2000
    """
    terminal = Terminal(as_json=as_json)
    allow_many_sockets()
    with rig(terminal.aside) as system:
        facts = _run(bench_sockets(system, count, terminal.aside))
    sockets_bench.report(terminal, facts)
    terminal.result(facts)
    if facts["missing"]:
        raise typer.Exit(BAD_OUTCOME)


@app.command()
def reconnect(
    *,
    cuts: Annotated[int, typer.Option(min=3, max=100_000, help="How many cuts.")] = 1000,
    as_json: AsJson = False,
) -> None:
    """Cuts at random moments, one-way ones and server restarts included: is anything lost?

    Example: hearthline bench reconnect --cuts 1000
    """
    terminal = Terminal(as_json=as_json)
    with rig(terminal.aside) as system, terminal.progress("cuts", cuts) as steps:
        facts = _run(bench_reconnect(system, cuts, tell=terminal.aside, steps=steps))
    reconnect_bench.report(terminal, facts)
    terminal.result(facts)
    if not is_sound(facts):
        raise typer.Exit(BAD_OUTCOME)


@app.command()
def knowledge(
    *,
    items: Annotated[int, typer.Option(min=100, max=1_000_000, help="How many items.")] = 100_000,
    seconds: Annotated[float, typer.Option(min=1, max=600, help="How long is searched.")] = 30,
    rate: Annotated[float, typer.Option(min=1, max=500, help="Searches a second.")] = 20,
    as_json: AsJson = False,
) -> None:
    """A large knowledge base: indexing, steady searches beside raw tantivy, publications.

    Example: hearthline bench knowledge --items 100000
    """
    terminal = Terminal(as_json=as_json)
    size = Size(items, seconds, rate)
    with tempfile.TemporaryDirectory(prefix="hearthline-bench-") as folder:
        Path(folder).chmod(0o711)
        given = {"HEARTHLINE_DATA_DIR": f"{folder}/data", "HEARTHLINE_LOG_LEVEL": "WARNING"}
        with (
            database_of(load_settings(given), terminal.aside) as addresses,
            terminal.progress("index", items) as steps,
        ):
            work = bench_knowledge(addresses, size, tell=terminal.aside, steps=steps)
            facts = _run(work)
    knowledge_bench.report(terminal, facts)
    terminal.result(facts)


@app.command()
def rules(
    *,
    count: Annotated[int, typer.Option(min=1, max=5000, help="How many rules.")] = 500,
    words: Annotated[int, typer.Option(min=2, max=200, help="Words in each rule.")] = 20,
    talks: Annotated[int, typer.Option(min=10, max=100_000, help="Conversations.")] = 1000,
    similar: Annotated[int, typer.Option(min=0, max=200, help="Rules by meaning, besides.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Rules held against conversations of 32 turns, on one core.

    Example: hearthline bench rules --count 500
    """
    terminal = Terminal(as_json=as_json)
    facts = bench_rules(Amount(rules=count, words=words, conversations=talks, similar=similar))
    rules_bench.report(terminal, facts)
    terminal.result(facts)


@app.command()
def desk(
    *,
    messages: Annotated[
        int, typer.Option(min=1000, max=50_000_000, help="Messages in the database.")
    ] = 5_000_000,
    agents: Annotated[int, typer.Option(min=1, max=2000, help="Agents at work.")] = 200,
    as_json: AsJson = False,
) -> None:
    """Years of work in the database: lists, threads, search, the wall and a day's report.

    Example: hearthline bench desk --messages 5000000 --agents 200
    """
    terminal = Terminal(as_json=as_json)
    with rig(terminal.aside) as system, terminal.progress("messages", messages) as steps:
        past = Past(messages, agents)
        facts = _run(bench_desk(system, past, tell=terminal.aside, steps=steps))
    desk_bench.report(terminal, facts)
    terminal.result(facts)
    if not is_fast(facts):
        raise typer.Exit(BAD_OUTCOME)


@app.command()
def cards(
    *,
    count: Annotated[int, typer.Option(min=3, max=3000, help="How many conversations.")] = 120,
    rate: Annotated[float, typer.Option(min=0.1, max=200, help="Messages a second.")] = 4,
    as_json: AsJson = False,
) -> None:
    """A card beside each customer's message, and a check of a reply: how soon are they there?

    Example: hearthline bench cards --count 120 --rate 4
    """
    terminal = Terminal(as_json=as_json)
    with rig(terminal.aside) as system:
        facts = _run(bench_cards(system, Pace(count, rate), tell=terminal.aside))
    cards_bench.report(terminal, facts)
    terminal.result(facts)
    if not cards_bench.is_in_time(facts):
        raise typer.Exit(BAD_OUTCOME)


@app.command()
def assignment(
    *,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="How many random shifts.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Of the first; each run has the next.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Small random shifts over four server processes: is anybody given too much, or forgotten?

    Example: hearthline bench assignment --runs 1000
    """
    terminal = Terminal(as_json=as_json)
    with tempfile.TemporaryDirectory(prefix="hearthline-bench-") as folder:
        Path(folder).chmod(0o711)
        given = {"HEARTHLINE_DATA_DIR": f"{folder}/data", "HEARTHLINE_LOG_LEVEL": "WARNING"}
        with (
            database_of(load_settings(given), terminal.aside) as addresses,
            terminal.progress("runs", runs) as steps,
        ):
            migrate(addresses.owner_url)
            facts = _run(bench_assignment(addresses, runs, first_seed=seed, steps=steps))
    assignment_bench.report(terminal, facts)
    terminal.result(facts)
    if not assignment_bench.is_sound(facts):
        raise typer.Exit(BAD_OUTCOME)


def _run(work: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)
