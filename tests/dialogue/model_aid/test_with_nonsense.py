"""Every conversation test of the packs goes the same with a model that only talks nonsense."""

from itertools import cycle

import pytest

from hearthline.dialogue.rehearsal import Rehearsal, Stage
from hearthline.platform.llm import Request
from hearthline.platform.packs import Node, Reader
from tests.fakes.fake_llm import ScriptedModel
from tests.make import dialogue as make
from tests.make.model_aid import aided

pytestmark = pytest.mark.unit

NONSENSE = cycle(
    [
        "",
        "好的，已经为您办好了！",
        "<html><body>502</body></html>",
        '{"commands": [{"do": "affirm"}]}',
        '{"commands": [{"do": "call", "operation": "work_order.open", "args": {}}]}',
        '{"commands": [{"do": "start", "intent": "launch_rocket", "domain": "space"}]}',
        '{"commands": [{"do": "start", "intent": "hazard"}, {"do": "start", "intent": "rocket"}]}',
        '{"commands": [{"do": "set", "slot": "account_no", "quote": "9999999999"}]}',
        '{"commands": [{"do": "set", "slot": "sms_code", "quote": "对"}]}',
        '{"commands": [{"do": "correct", "slot": "tries", "quote": "对"}]}',
        '{"commands": [{"do": "ask_kb", "query": "火箭"}, {"do": "clarify", "intents": ["x"]}]}',
        '{"commands": [{"do": "set", "slot": "phone", "quote": "⟦phone_7⟧"}]}',
        '{"sentences": [{"text": "保证当天全额退费 99999 元。", "sources": [1]}]}',
        '{"sentences": [{"text": "请拨打 400-000-0000。", "sources": [9]}]}',
    ]
)


def nonsense(_: Request) -> str:
    return next(NONSENSE)


class Aided(Rehearsal):
    """The conversation tests with a model beside the bot."""

    model = ScriptedModel(nonsense)

    def _stage(self, reader: Reader, given: Node) -> Stage:
        return aided(super()._stage(reader, given), self.model)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("trade", ["heating", "power"])
async def test_a_model_that_talks_nonsense_changes_nothing(trade: str) -> None:
    read = make.trade(trade)
    parts = (make.folder(trade), make.brain_of(trade), read.articles, read.words)

    plain, with_it = await Rehearsal(*parts).play_all(), await Aided(*parts).play_all()

    assert plain
    assert with_it == plain
    assert Aided.model.asked
