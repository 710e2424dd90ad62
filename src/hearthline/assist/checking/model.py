"""A warning about a reply that was not sent yet."""

from dataclasses import dataclass

from hearthline.kernel import Words


@dataclass(frozen=True, slots=True)
class Warned:
    """What is risky in a reply: the rule, how grave, why, where, and what to say instead."""

    rule: str
    severity: str
    told: Words
    span: tuple[int, int] | None = None
    instead: Words | None = None
