"""Severe words in any conversation, whoever has it and whether anybody looks: told to supervisors.

Danger, threats to go to 12345 or the media, words of taking one's life, abuse, and the severe live
rules. Once for each conversation and sign; people take them on among the wall's alarms.
"""

from hearthline.assist.watching.jobs import watching_jobs
from hearthline.assist.watching.model import Sign, Standing, signs
from hearthline.assist.watching.reactions import watching_reactions
from hearthline.assist.watching.service import TalkWatch

__all__ = ["Sign", "Standing", "TalkWatch", "signs", "watching_jobs", "watching_reactions"]
