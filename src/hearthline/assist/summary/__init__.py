"""What a conversation was about, drafted from its own words for the agent to confirm."""

from hearthline.assist.summary.drafting import CodeGuess, Part, Summary, guessed_codes, summary_of
from hearthline.assist.summary.rephrasing import Rephrasing
from hearthline.assist.summary.service import Summaries

__all__ = ["CodeGuess", "Part", "Rephrasing", "Summaries", "Summary", "guessed_codes", "summary_of"]
