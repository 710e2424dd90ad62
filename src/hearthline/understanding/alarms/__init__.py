"""Danger, emotion and people in need of care, by reviewed patterns: pure, instant, no model.

They behave the same whatever was trained, and go before everything else.
"""

from hearthline.understanding.alarms.care import vulnerable
from hearthline.understanding.alarms.hazards import hazard, hazard_of
from hearthline.understanding.alarms.mood import emotion

__all__ = ["emotion", "hazard", "hazard_of", "vulnerable"]
