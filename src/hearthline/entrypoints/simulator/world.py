"""The simulator's one object: the town, the state, and how a change is kept and told."""

import asyncio
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from pydantic import BaseModel

from hearthline.entrypoints.simulator.calls import CallLog
from hearthline.entrypoints.simulator.faults import Faults
from hearthline.entrypoints.simulator.hooks import Courier
from hearthline.entrypoints.simulator.neighbours import build_town
from hearthline.entrypoints.simulator.problems import not_found
from hearthline.entrypoints.simulator.settings import SimulatorSettings
from hearthline.entrypoints.simulator.state import Answered, Archive
from hearthline.entrypoints.simulator.town import Household
from hearthline.kernel import Clock

CHINA = timezone(timedelta(hours=8))
_KEYS_LIVE = timedelta(hours=24)
_TUPLES = frozenset({"flags", "quirks"})


class World:
    """What every operation works on; writes go one by one, so that a key is used once."""

    def __init__(self, settings: SimulatorSettings, clock: Clock) -> None:
        """Take up where the last run ended."""
        self.settings = settings
        self.town = build_town(settings.seed)
        self.faults = Faults()
        self.calls = CallLog()
        self.writing = asyncio.Lock()
        self.zone = CHINA
        self._clock = clock
        self._archive = Archive(settings.data_dir)
        self.state = self._archive.load()
        if self.state.born_at is None:
            self.state.born_at = self.now()
        self.courier = Courier(settings, self.state, self.now, self.save)

    def now(self) -> datetime:
        """The present instant in China's time."""
        return self._clock.now().astimezone(CHINA)

    @property
    def born_at(self) -> datetime:
        """When this world began; what is told of the past hangs on it."""
        return (self.state.born_at or self._clock.now()).astimezone(CHINA)

    def save(self) -> None:
        """Keep the state on disk."""
        self._archive.save(self.state)

    def household(self, account_no: str) -> Household:
        """The account of that number; a problem when there is none."""
        found = self.town.households.get(account_no)
        if found is None:
            raise not_found("户号")
        return self._as_is(found)

    def households(self) -> list[Household]:
        """Every account, as it is now."""
        return [self._as_is(one) for one in self.town.households.values()]

    def change(self, account_no: str, **facts: Any) -> None:
        """Facts of an account that are different from now on."""
        self.state.changes[account_no] = self.state.changes.get(account_no, {}) | facts

    def _as_is(self, built: Household) -> Household:
        changed = self.state.changes.get(built.account_no)
        if not changed:
            return built
        known = {one.name for one in fields(Household)}
        facts: Any = {
            name: tuple(value) if name in _TUPLES else value
            for name, value in changed.items()
            if name in known
        }
        return replace(built, **facts)

    def read(self, body: dict[str, Any]) -> dict[str, Any]:
        """An answer to a read, with the age of its data."""
        return body | {"as_of": self.now().isoformat(), "stale": False}

    def number(self, prefix: str, kind: str) -> str:
        """A number with the day in it, such as WO202611200017."""
        return f"{prefix}{self.now():%Y%m%d}{self.state.next_number(kind):04d}"

    def tell(self, event_type: str, key: str, data: dict[str, Any]) -> None:
        """Send a webhook of this change, and keep the change."""
        self.courier.post(event_type, key, data)
        self.save()

    def remember_answer(self, key: str, answered: Answered) -> None:
        """Keep the first answer for repeats of its key; keys of yesterday go."""
        since = self.now() - _KEYS_LIVE
        kept = {name: old for name, old in self.state.answered.items() if old.at >= since}
        self.state.answered = kept | {key: answered}
        self.save()


def page_of(
    items: list[dict[str, Any]], *, key: str, limit: int, cursor: str | None
) -> dict[str, Any]:
    """One page of a list; the cursor is the key of the last item of the page before."""
    start = 0
    if cursor is not None:
        place = [number for number, item in enumerate(items) if item[key] == cursor]
        start = place[0] + 1 if place else len(items)
    page = items[start : start + limit]
    more = start + limit < len(items)
    return {"items": page, "next_cursor": page[-1][key] if more and page else None}


def dump(model: BaseModel) -> dict[str, Any]:
    """A record as JSON values."""
    return model.model_dump(mode="json")
