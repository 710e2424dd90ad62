"""Conversation tests of a pack, played with the real engine on a scripted business."""

from hearthline.dialogue.rehearsal.checks import faults_of_tests
from hearthline.dialogue.rehearsal.script import (
    UTTERANCES,
    Played,
    PlayedTurn,
    Rehearsal,
    paths_of_tests,
)
from hearthline.dialogue.rehearsal.scripted import ScriptedBusiness, bill_now, outage_now
from hearthline.dialogue.rehearsal.stage import ForgetfulTickets, PackLibrary, Stage

__all__ = [
    "UTTERANCES",
    "ForgetfulTickets",
    "PackLibrary",
    "Played",
    "PlayedTurn",
    "Rehearsal",
    "ScriptedBusiness",
    "Stage",
    "bill_now",
    "faults_of_tests",
    "outage_now",
    "paths_of_tests",
]
