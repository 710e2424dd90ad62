"""The bot with a scripted language model beside it."""

from collections.abc import Mapping

from hearthline.dialogue.engine import Engine
from hearthline.dialogue.model_aid.aid import Helps, ModelAid
from hearthline.dialogue.rehearsal import Stage
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_llm import ScriptedModel, saying

EVERYTHING = Helps(proposes=True, phrases=True, summarises=True)


def aid(model: ScriptedModel, helps: Helps = EVERYTHING) -> ModelAid:
    """The help of a model, all of it unless said otherwise."""
    return ModelAid(model, FakeClock(), helps)


def aided(stage: Stage, model: ScriptedModel, helps: Helps = EVERYTHING) -> Stage:
    """The same conversation with a model beside the bot."""
    stage.engine = Engine(stage.brain, stage.engine._operations, aid(model, helps))
    return stage


def proposing(*commands: Mapping[str, object]) -> ScriptedModel:
    """A model that always proposes the same commands."""
    return saying({"commands": list(commands)})
