"""What agents write: drafts on the server, replies that may be taken back, channel limits."""

from hearthline.conversations.writing.drafts import Drafts
from hearthline.conversations.writing.jobs import writing_jobs
from hearthline.conversations.writing.limits import Allowance, ChannelLimits
from hearthline.conversations.writing.numbers import near_numbers, numbers_in
from hearthline.conversations.writing.service import Writing
from hearthline.conversations.writing.spelling import Spelling
from hearthline.conversations.writing.timers import PendingTimers

__all__ = [
    "Allowance",
    "ChannelLimits",
    "Drafts",
    "PendingTimers",
    "Spelling",
    "Writing",
    "near_numbers",
    "numbers_in",
    "writing_jobs",
]
