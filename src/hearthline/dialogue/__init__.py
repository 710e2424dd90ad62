"""Dialogue: the bot. A message becomes commands, commands move flows, flows act and speak.

What it may say and do is data of a pack; the machine is pure and deterministic. `Turns` answers
customers, `Dialogue` is what other slices ask, `read_pack` checks a pack before it is used.
"""

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
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.reactions import dialogue_reactions
from hearthline.dialogue.scene import Scenes
from hearthline.dialogue.service import Dialogue
from hearthline.dialogue.settling import Settling
from hearthline.dialogue.silence import Silences
from hearthline.dialogue.turns import Turns, TurnTools
from hearthline.dialogue.verifications import Verifications

__all__ = [
    "Brain",
    "Brains",
    "CallBacks",
    "Closing",
    "Dialogue",
    "Engine",
    "Engines",
    "Guesses",
    "HandoverSlot",
    "HandoverView",
    "OneBrain",
    "Operations",
    "Pack",
    "Scenes",
    "Settling",
    "Silences",
    "Suggestion",
    "TurnIsTaken",
    "TurnTools",
    "Turns",
    "Verifications",
    "dialogue_jobs",
    "dialogue_reactions",
    "inspect_pack",
    "read_pack",
]
