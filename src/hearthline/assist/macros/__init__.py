"""Macros: several deeds in one, shown with everything filled in before they run.

A run is one idempotent act: each step is done once however often the run is sent, and what failed
is told step by step.
"""

from hearthline.assist.macros.deeds import Deed, Deeds, Doing, Done, Hands, OutsideDeed
from hearthline.assist.macros.model import Macro, MacroId, Run, RunId, Step, StepState
from hearthline.assist.macros.running import MacroRuns
from hearthline.assist.macros.service import Macros
from hearthline.assist.macros.variables import Variables

__all__ = [
    "Deed",
    "Deeds",
    "Doing",
    "Done",
    "Hands",
    "Macro",
    "MacroId",
    "MacroRuns",
    "Macros",
    "OutsideDeed",
    "Run",
    "RunId",
    "Step",
    "StepState",
    "Variables",
]
