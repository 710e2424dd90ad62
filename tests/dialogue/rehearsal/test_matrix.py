"""Every way in which people stray, at every step at which the packs' flows wait for them."""

import asyncio
from functools import lru_cache

import pytest

from hearthline.dialogue.flows.model import Collect, Confirm
from hearthline.dialogue.rehearsal import Rehearsal
from hearthline.dialogue.rehearsal.matrix import Cell, Matrix
from hearthline.dialogue.rehearsal.typos import misheard
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

DIGRESSIONS = {"heating": "暖气片怎么放气", "power": "一开空调就跳闸怎么办"}
LEAST_REACHED = 0.55


@lru_cache
def cells(trade: str) -> tuple[Cell, ...]:
    """The matrix of a pack, played once."""
    read = make.trade(trade)
    brain = make.brain_of(trade)
    rehearsal = Rehearsal(make.folder(trade), brain, read.articles, read.words)
    matrix = Matrix(rehearsal, digression=DIGRESSIONS[trade])
    return tuple(asyncio.run(matrix.play()))


@pytest.mark.parametrize("trade", DIGRESSIONS)
def test_no_repair_goes_wrong_at_any_step(trade: str) -> None:
    wrong = [
        f"{cell.point.flow}/{cell.point.step} {cell.repair}: {cell.trouble}"
        for cell in cells(trade)
        if cell.trouble
    ]

    assert wrong == []


@pytest.mark.parametrize("trade", DIGRESSIONS)
def test_the_tests_of_a_pack_reach_most_questions(trade: str) -> None:
    pack = make.brain_of(trade).trades.home
    asking = {
        (flow.id, step.id)
        for flow in pack.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect | Confirm)
    }
    reached = {(cell.point.flow, cell.point.step) for cell in cells(trade)}

    assert len(reached) >= LEAST_REACHED * len(asking)


def test_a_sentence_is_misheard_the_same_way_each_time() -> None:
    assert misheard("我要报停暖气") == misheard("我要报停暖气")
    assert misheard("我要报停暖气") != "我要报停暖气"
    assert misheard("13800005678") == "13800005678"
