"""What an operation is to flows: its arguments, results, effect and level; no way to run it."""

from dataclasses import dataclass
from enum import StrEnum

from hearthline.kernel import Words


class Effect(StrEnum):
    """What carrying out an operation does.

    READ changes nothing. WRITE changes the business systems and needs the customer's yes.
    EMERGENCY is a write that danger does not let wait for a yes. PROVE is a step of an identity
    check, asked for by the customer himself. RECORD keeps something of ours in the closing
    transaction.
    """

    READ = "read"
    WRITE = "write"
    EMERGENCY = "emergency"
    PROVE = "prove"
    RECORD = "record"

    @property
    def is_lasting(self) -> bool:
        """Whether it changes the business systems, so that a repeat must be harmless."""
        return self in (Effect.WRITE, Effect.EMERGENCY)


@dataclass(frozen=True, slots=True)
class Signature:
    """An operation as flows see it; `needs` and `takes` are its arguments, `gives` its results.

    `level` is the least verification level; `is_own`: only for accounts of the identity token or
    verified in this conversation.
    """

    name: str
    label: Words
    effect: Effect
    level: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    is_own: bool = False
