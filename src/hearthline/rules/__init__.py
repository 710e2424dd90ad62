"""The temporal rules: what was said, done and felt in which order, told live or afterwards.

Inspection, alarms, the check of a reply and the steps of a situation all stand on this one
engine. It is pure: it reads no clock, no network and no database.
"""

from hearthline.rules.facts import LEVELS
from hearthline.rules.findings import MOODS
from hearthline.rules.matchers import PATTERNS
from hearthline.rules.model import (
    ROLES,
    Conversation,
    Deed,
    Hit,
    Mark,
    Outcome,
    Turn,
    Verdict,
)
from hearthline.rules.pack import Figure, Quality, read_quality
from hearthline.rules.reading import RuleReader
from hearthline.rules.replies import Replies, Shown, read_replies, replies_named
from hearthline.rules.ruleset import Rule, RuleSet
from hearthline.rules.session import Session, evaluate, outcomes, seen
from hearthline.rules.similarity import Meaning, cosine
from hearthline.rules.sop import (
    Progress,
    Sop,
    Sops,
    SopState,
    Step,
    StepState,
    read_sops,
    scripts_named,
)

__all__ = [
    "LEVELS",
    "MOODS",
    "PATTERNS",
    "ROLES",
    "Conversation",
    "Deed",
    "Figure",
    "Hit",
    "Mark",
    "Meaning",
    "Outcome",
    "Progress",
    "Quality",
    "Replies",
    "Rule",
    "RuleReader",
    "RuleSet",
    "Session",
    "Shown",
    "Sop",
    "SopState",
    "Sops",
    "Step",
    "StepState",
    "Turn",
    "Verdict",
    "cosine",
    "evaluate",
    "outcomes",
    "read_quality",
    "read_replies",
    "read_sops",
    "replies_named",
    "scripts_named",
    "seen",
]
