"""Conversation tests of a pack, played with the real engine on a scripted business."""

from hearthline.dialogue.rehearsal.script import Played, Rehearsal
from hearthline.dialogue.rehearsal.scripted import ScriptedBusiness, bill_now, outage_now
from hearthline.dialogue.rehearsal.stage import ForgetfulTickets, PackLibrary, Stage

__all__ = [
    "ForgetfulTickets",
    "PackLibrary",
    "Played",
    "Rehearsal",
    "ScriptedBusiness",
    "Stage",
    "bill_now",
    "outage_now",
]
