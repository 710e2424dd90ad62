"""Dialogue: the bot. A message becomes commands, commands move flows, flows act and speak.

What it may say and do is data of a pack; the machine is pure and deterministic. `Turns` answers
customers, `Dialogue` is what other slices ask, `read_pack` checks a pack before it is used.
"""

from hearthline.dialogue.announcing import Announcements
from hearthline.dialogue.bot_steps import BotSteps
from hearthline.dialogue.brain import Brain
from hearthline.dialogue.call_backs import CallBacks
from hearthline.dialogue.closing import Closing
from hearthline.dialogue.engine import Engine
from hearthline.dialogue.engines import Brains, Engines, OneBrain
from hearthline.dialogue.errors import TurnIsTaken
from hearthline.dialogue.flows.loading import inspect_pack, read_pack
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.guessing import Guesses
from hearthline.dialogue.jobs import dialogue_jobs
from hearthline.dialogue.model import HandoverSlot, HandoverView, Suggestion
from hearthline.dialogue.model_aid.aid import Helps, ModelAid
from hearthline.dialogue.model_aid.privacy import mask_for
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.reactions import dialogue_reactions
from hearthline.dialogue.releases.archive import pack_files
from hearthline.dialogue.releases.asking import TestRuns
from hearthline.dialogue.releases.brains import ReleaseBrains
from hearthline.dialogue.releases.checking import check_pack_folder
from hearthline.dialogue.releases.examples import OwnExamples
from hearthline.dialogue.releases.mentions import FlowMentions
from hearthline.dialogue.releases.playing import Playing
from hearthline.dialogue.releases.service import Releases
from hearthline.dialogue.releases.shelf import TradeShelf
from hearthline.dialogue.releases.trades import TRADES, Trade, is_base, read_trade, train
from hearthline.dialogue.scene import Scenes
from hearthline.dialogue.service import Dialogue
from hearthline.dialogue.settling import Settling
from hearthline.dialogue.silence import Silences
from hearthline.dialogue.turns import Turns, TurnTools
from hearthline.dialogue.verifications import Verifications
from hearthline.dialogue.workbench.tokens import Trials
from hearthline.dialogue.workbench.trying import Trying

__all__ = [
    "TRADES",
    "Announcements",
    "BotSteps",
    "Brain",
    "Brains",
    "CallBacks",
    "Closing",
    "Dialogue",
    "Engine",
    "Engines",
    "FlowMentions",
    "Guesses",
    "HandoverSlot",
    "HandoverView",
    "Helps",
    "ModelAid",
    "OneBrain",
    "Operations",
    "OwnExamples",
    "Pack",
    "Playing",
    "ReleaseBrains",
    "Releases",
    "Scenes",
    "Settling",
    "Silences",
    "Suggestion",
    "TestRuns",
    "Trade",
    "TradeShelf",
    "Trials",
    "Trying",
    "TurnIsTaken",
    "TurnTools",
    "Turns",
    "Verifications",
    "check_pack_folder",
    "dialogue_jobs",
    "dialogue_reactions",
    "inspect_pack",
    "is_base",
    "mask_for",
    "pack_files",
    "read_pack",
    "read_trade",
    "train",
]
