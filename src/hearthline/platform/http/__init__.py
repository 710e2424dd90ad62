"""HTTP without trade: problem documents, locale, limits, health, finding services."""

from hearthline.platform.http.bodies import BodyLimit, StrictJson
from hearthline.platform.http.cors import OpenToPages
from hearthline.platform.http.limits import RateLimit, TooFast
from hearthline.platform.http.locale import locale_of
from hearthline.platform.http.problems import (
    PROBLEM_JSON,
    install_problems,
    problem_response,
    status_of,
)
from hearthline.platform.http.services import Services, here
from hearthline.platform.http.traffic import TrafficLog

__all__ = [
    "PROBLEM_JSON",
    "BodyLimit",
    "OpenToPages",
    "RateLimit",
    "Services",
    "StrictJson",
    "TooFast",
    "TrafficLog",
    "here",
    "install_problems",
    "locale_of",
    "problem_response",
    "status_of",
]
