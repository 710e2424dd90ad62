"""`hearthline pack`: make a pack, check it file by file, play its tests, measure how it reads."""

import asyncio
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from hearthline.dialogue import check_pack_folder, is_base, read_trade, train
from hearthline.dialogue.rehearsal import Played, Rehearsal
from hearthline.entrypoints.packing.creating import BASE, Wanted, create
from hearthline.entrypoints.packing.evaluating import Evaluation, evaluate_packs
from hearthline.entrypoints.packing.report import show_evaluation
from hearthline.entrypoints.terminal import BAD_OUTCOME, AsJson, Terminal, fail
from hearthline.entrypoints.trade import packs_home
from hearthline.platform.packs import Fault, PackFolder, PackIsFaulty
from hearthline.platform.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="The folder of a pack.", metavar="DIR")]
Folders = Annotated[list[Path], typer.Argument(help="Folders of packs.", metavar="DIR...")]


@app.callback()
def _pack() -> None:
    """Make, check, test and measure packs of a trade.

    Example: hearthline pack check packs/heating
    """


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder to be made.", metavar="DIR")],
    *,
    name: Annotated[str | None, typer.Option(help="The pack's name; else the folder's.")] = None,
    domain: Annotated[str | None, typer.Option(help="Its domain; else its name.")] = None,
    title: Annotated[str | None, typer.Option(help="The trade in Chinese, such as 燃气.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a small pack over `common` that is complete and sound, to go on from.

    Example: hearthline pack new packs/gas --title 燃气
    """
    terminal = Terminal(as_json=as_json)
    called = name or folder.resolve().name
    wanted = Wanted(called, domain or called, title or called)
    written = create(folder, wanted, packs_home(load_settings()) / BASE)
    terminal.say(f"{len(written)} files. Now: hearthline pack check {folder}")
    terminal.result({"folder": str(folder), "files": [str(path) for path in written]})


@app.command()
def check(folder: Folder, *, as_json: AsJson = False) -> None:
    """Name file, line and mend for everything that is wrong in a pack.

    Of a base alone, such as packs/common, what can be told without a trade.

    Example: hearthline pack check packs/heating
    """
    terminal = Terminal(as_json=as_json)
    pack_folder = _folder(folder)
    is_alone = _is_base(folder, pack_folder)
    faults = _faults(folder, pack_folder)
    for fault in faults:
        terminal.say(f"{folder}/{fault}")
    errors = sum(not fault.is_warning for fault in faults)
    if is_alone:
        terminal.say(f"{folder} is a base: the rest is checked with each pack that extends it")
    terminal.say(f"{errors} faults, {len(faults) - errors} warnings")
    terminal.result(
        {
            "faults": errors,
            "warnings": len(faults) - errors,
            "is_base": is_alone,
            "problems": [_problem(fault) for fault in faults],
        }
    )
    if errors:
        raise typer.Exit(BAD_OUTCOME)


@app.command("test")
def play(folder: Folder, *, as_json: AsJson = False) -> None:
    """Play the conversation tests of a pack with the real engine.

    Example: hearthline pack test packs/heating
    """
    terminal = Terminal(as_json=as_json)
    pack_folder = _folder(folder)
    if _is_base(folder, pack_folder):
        fail(f"{folder}/pack.yaml:1: a base has no tests of its own; test a pack that extends it")
    try:
        played = _played(pack_folder, terminal)
    except PackIsFaulty as faulty:
        _refuse(folder, faulty)
    failed = [one for one in played if one.faults]
    for one in played:
        terminal.say(f"{'failed' if one.faults else 'passed'}  {one.file}  {one.name}")
        for fault in one.faults:
            terminal.say(f"        {folder}/{fault}")
    terminal.say(f"{len(played) - len(failed)} passed, {len(failed)} failed")
    terminal.result(
        {
            "passed": len(played) - len(failed),
            "failed": len(failed),
            "problems": [_problem(fault) for one in failed for fault in one.faults],
        }
    )
    if failed:
        raise typer.Exit(BAD_OUTCOME)


@app.command()
def evaluate(
    folders: Folders,
    *,
    tests: Annotated[bool, typer.Option(help="Play the conversation tests too.")] = True,
    misses: Annotated[bool, typer.Option(help="List what was read wrongly.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure packs on `tests/utterances.yaml`, served together by one bot.

    By intent: accuracy, wrong answers at once, refused though known; the same for copies with a
    slip of the ear and of the finger; and how many turns a transaction takes in the tests.

    Example: hearthline pack evaluate packs/heating packs/power --json
    """
    terminal = Terminal(as_json=as_json)
    try:
        evaluation = evaluate_packs([PackFolder(one) for one in folders], terminal, tests=tests)
    except PackIsFaulty as faulty:
        _refuse(folders[0].parent, faulty)
    if not evaluation.n:
        fail(f"{folders[0]}/tests/utterances.yaml:1: no utterances; write `intent: [text, …]`")
    _show(terminal, evaluation, misses=misses)


def _show(terminal: Terminal, evaluation: Evaluation, *, misses: bool) -> None:
    show_evaluation(terminal, evaluation, misses=misses)
    terminal.result(evaluation.to_json())


def _played(folder: PackFolder, terminal: Terminal) -> list[Played]:
    trade = read_trade(folder)
    rehearsal = Rehearsal(folder, train([trade]), trade.articles, trade.words)
    paths = rehearsal.paths()
    played = []
    with terminal.progress("tests", len(paths)) as progress:
        for path in paths:
            played.append(asyncio.run(rehearsal.play(path)))
            progress.step()
    return played


def _faults(folder: Path, pack_folder: PackFolder) -> list[Fault]:
    try:
        return check_pack_folder(pack_folder)
    except PackIsFaulty as faulty:
        _refuse(folder, faulty)


def _problem(fault: Fault) -> dict[str, object]:
    return {
        "file": fault.file,
        "line": fault.line,
        "what": fault.what,
        "mend": fault.mend,
        "is_warning": fault.is_warning,
    }


def _is_base(folder: Path, pack_folder: PackFolder) -> bool:
    try:
        return is_base(pack_folder)
    except PackIsFaulty as faulty:
        _refuse(folder, faulty)


def _folder(path: Path) -> PackFolder:
    try:
        return PackFolder(path)
    except PackIsFaulty as faulty:
        _refuse(path, faulty)


def _refuse(folder: Path, faulty: PackIsFaulty) -> NoReturn:
    fail(f"{folder}/{faulty.faults[0]}")
