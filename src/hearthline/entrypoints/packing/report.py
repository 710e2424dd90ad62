"""An evaluation of packs as tables for people."""

from hearthline.dialogue.releases.model import Figures
from hearthline.entrypoints.packing.evaluating import AS_WRITTEN, Evaluation
from hearthline.entrypoints.terminal import Column, Terminal

_MOST_MISSES = 200
_FIGURES = ("accuracy", "n", "right", "wrong at once", "refused")


def show_evaluation(terminal: Terminal, evaluation: Evaluation, *, misses: bool = False) -> None:
    """By intent, by kind of copy, the tests; with `misses` every text that was read wrongly."""
    numbers = [Column(title, is_figure=True) for title in _FIGURES]
    terminal.table(
        [Column("intent"), *numbers],
        [
            (f"{domain}/{intent}", *_cells(found[AS_WRITTEN]))
            for domain, intent, found in evaluation.intents()
        ],
    )
    terminal.say()
    rows = [(kind, *_cells(found)) for kind, found in evaluation.kinds().items()]
    terminal.table([Column("utterances"), *numbers], rows)
    terminal.say()
    if misses:
        for one in evaluation.misses()[:_MOST_MISSES]:
            where = f"{one['domain']}/{one['intent']} ({one['kind']})"
            terminal.say(f"{where}: {one['text']} → {one['read_as']}")
        terminal.say()
    _show_tests(terminal, evaluation)
    pace = f"a text in {evaluation.read_ms_p95:.2f} ms (p95)"
    terminal.say(f"trained in {evaluation.train_s:.1f} s, {pace}")


def _show_tests(terminal: Terminal, evaluation: Evaluation) -> None:
    tests = evaluation.tests
    if tests is None:
        return
    terminal.say(f"tests: {tests.passed} passed, {tests.failed} failed")
    if tests.mean_turns is not None:
        turns = f"{tests.mean_turns:.1f} turns in the mean"
        terminal.say(f"{len(tests.turns)} finished transactions, {turns}")


def _cells(figures: Figures) -> tuple[str, int, int, int, int]:
    accuracy = "—" if figures.accuracy is None else f"{figures.accuracy:.1%}"
    return (accuracy, figures.n, figures.right, figures.wrong_direct, figures.refused_known)
