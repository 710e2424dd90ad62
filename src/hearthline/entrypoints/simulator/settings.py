"""What the simulator is started with."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path


def _seconds(*values: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=value) for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorSettings:
    """Token, folder and where webhooks go; without a folder nothing outlives the process.

    `proof_above` is the best level that an identity token of this company carries; for a level
    above it a verification must be named.
    """

    token: str = field(repr=False)
    data_dir: Path | None = None
    tenant: str = "example"
    seed: int = 20261121
    proof_above: str = "L3"
    webhook_url: str | None = None
    webhook_secret: str = field(default="", repr=False)
    webhook_pauses: tuple[timedelta, ...] = _seconds(1, 2, 5, 10, 30, 60, 300, 900, 3600)
    webhook_timeout: timedelta = timedelta(seconds=10)
    webhook_for: timedelta = timedelta(hours=24)
