"""A conversation as the help while answering sees it: lines, findings, facts, and the rules."""

from hearthline.assist.situation.fields import Found, values_in
from hearthline.assist.situation.informed import PATIENCE, Informed
from hearthline.assist.situation.marks import marks_of
from hearthline.assist.situation.model import Line, Situation
from hearthline.assist.situation.reading import Situations

__all__ = [
    "PATIENCE",
    "Found",
    "Informed",
    "Line",
    "Situation",
    "Situations",
    "marks_of",
    "values_in",
]
