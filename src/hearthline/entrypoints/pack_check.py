"""`hearthline pack`: check a trade pack file by file, and play its conversation tests."""

import asyncio
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from hearthline.dialogue import check_pack_folder, read_trade, train
from hearthline.dialogue.rehearsal import Played, Rehearsal
from hearthline.entrypoints.terminal import BAD_OUTCOME, AsJson, Terminal, fail
from hearthline.knowledge import read_articles
from hearthline.platform.packs import PackFolder, PackIsFaulty
from hearthline.understanding import read_words

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="The folder of a pack.", metavar="DIR")]


@app.callback()
def _pack() -> None:
    """Check and test a trade pack.

    Example: hearthline pack check packs/heating
    """


@app.command()
def check(folder: Folder, as_json: AsJson = False) -> None:  # noqa: FBT002  (a command's flag)
    """Name file, line and mend for everything that is wrong in a pack.

    Example: hearthline pack check packs/heating
    """
    terminal = Terminal(as_json=as_json)
    pack_folder = _folder(folder)
    faults = check_pack_folder(pack_folder)
    for fault in faults:
        terminal.say(f"{folder}/{fault}")
    errors = sum(not fault.is_warning for fault in faults)
    terminal.say(f"{errors} faults, {len(faults) - errors} warnings")
    terminal.result({"faults": errors, "warnings": len(faults) - errors})
    if errors:
        raise typer.Exit(BAD_OUTCOME)


@app.command("test")
def play(folder: Folder, as_json: AsJson = False) -> None:  # noqa: FBT002  (a command's flag)
    """Play the conversation tests of a pack with the real engine.

    Example: hearthline pack test packs/heating
    """
    terminal = Terminal(as_json=as_json)
    pack_folder = _folder(folder)
    try:
        played = play_pack_folder(pack_folder)
    except PackIsFaulty as faulty:
        _refuse(folder, faulty)
    failed = [one for one in played if one.faults]
    for one in played:
        terminal.say(f"{'failed' if one.faults else 'passed'}  {one.file}  {one.name}")
        for fault in one.faults:
            terminal.say(f"        {folder}/{fault}")
    terminal.say(f"{len(played) - len(failed)} passed, {len(failed)} failed")
    terminal.result({"passed": len(played) - len(failed), "failed": len(failed)})
    if failed:
        raise typer.Exit(BAD_OUTCOME)


def play_pack_folder(folder: PackFolder) -> list[Played]:
    """Play every conversation test of a pack; raises PackIsFaulty."""
    words = read_words(folder)
    brain = train([read_trade(folder)])
    rehearsal = Rehearsal(folder, brain, read_articles(folder), words)
    return asyncio.run(rehearsal.play_all())


def _folder(path: Path) -> PackFolder:
    try:
        return PackFolder(path)
    except PackIsFaulty as faulty:
        _refuse(path, faulty)


def _refuse(folder: Path, faulty: PackIsFaulty) -> NoReturn:
    fail(f"{folder}/{faulty.faults[0]}")
