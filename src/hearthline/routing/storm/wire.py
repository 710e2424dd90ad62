"""Bodies of storms and their plans."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hearthline.access import Access
from hearthline.kernel import QueueId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.storm.model import (
    LONGEST,
    SHORTEST,
    Measures,
    Scope,
    Storm,
    StormPlan,
    StormPlanId,
)
from hearthline.routing.storm.preview import Change

_PLAIN = r"^[^\x00]*$"
_Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=_PLAIN)
]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=_PLAIN)]
_Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=_PLAIN)
]
_MINUTE = timedelta(minutes=1)
_Minutes = Annotated[int, Field(ge=SHORTEST // _MINUTE, le=LONGEST // _MINUTE)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasuresBody(_Body):
    """What a storm changes; left empty, a thing stays as it is."""

    greeting: _Text = ""
    greeting_en: _Text = ""
    announcement: _Text = ""
    announcement_en: _Text = ""
    intents: list[_Name] = Field(default=[], max_length=50)
    banner: bool = False
    relaxes_rings: bool = False
    overflows: bool = False
    joining: list[QueueId] = Field(default=[], max_length=50)
    extra_chats: int = Field(0, ge=0, le=10)
    callback_over_s: int | None = Field(None, ge=60, le=7200)
    wrap_up_s: int | None = Field(None, ge=0, le=600)

    def measures(self) -> Measures:
        """The measures as the service takes them."""
        given = self.model_dump(exclude={"intents", "joining"})
        return Measures(**given, intents=tuple(self.intents), joining=tuple(self.joining))

    @classmethod
    def of(cls, measures: Measures) -> Self:
        """The measures on the wire."""
        values = {name: getattr(measures, name) for name in Measures.__slots__}
        return cls(
            **values | {"intents": list(measures.intents), "joining": list(measures.joining)}
        )


class WriteStormPlan(_Body):
    """A plan to be kept under a name."""

    name: _Name
    measures: MeasuresBody


class StormPlanOut(BaseModel):
    """A plan."""

    id: StormPlanId
    name: str
    measures: MeasuresBody
    written_at: datetime

    @classmethod
    def of(cls, plan: StormPlan) -> Self:
        """The plan on the wire."""
        return cls(
            id=plan.id,
            name=plan.name,
            measures=MeasuresBody.of(plan.measures),
            written_at=plan.written_at,
        )


class StormPlanList(BaseModel):
    """The plans, by name."""

    items: list[StormPlanOut]


class StormChangeOut(BaseModel):
    """One thing that will be different: what it is now, and what then."""

    what: str
    now: str
    then: str
    where: str

    @classmethod
    def of(cls, change: Change) -> Self:
        """The change on the wire."""
        return cls(what=change.what, now=change.now, then=change.then, where=change.where)


class StormPreviewOut(BaseModel):
    """What a plan would change if it were put in force now."""

    plan: StormPlanOut
    changes: list[StormChangeOut]


class DeclareStorm(_Body):
    """The switch: which plan, why, for how long, and where (nowhere named is everywhere)."""

    plan_id: StormPlanId
    reason: _Reason
    minutes: _Minutes
    queue_ids: list[QueueId] = Field(default=[], max_length=50)
    districts: list[_Name] = Field(default=[], max_length=50)

    def scope(self) -> Scope:
        """Where it is in force."""
        return Scope(tuple(sorted(set(self.queue_ids))), tuple(sorted(set(self.districts))))


class ExtendStorm(_Body):
    """A new decision: so long from now."""

    reason: _Reason
    minutes: _Minutes


class EndStorm(_Body):
    """Ending it before its hour."""

    reason: _Reason


class StormOut(BaseModel):
    """A storm, in force or over."""

    id: UUID
    plan: StormPlanOut
    reason: str
    queue_ids: list[QueueId]
    districts: list[str]
    began_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    declared_by: str
    ended_by: str | None
    extends: UUID | None

    @classmethod
    def of(cls, storm: Storm, names: dict[StaffId, str]) -> Self:
        """The storm on the wire, with the names of who decided."""
        ended_by = storm.ended_by
        return cls(
            id=storm.id,
            plan=StormPlanOut.of(storm.plan),
            reason=storm.reason,
            queue_ids=list(storm.scope.queues),
            districts=list(storm.scope.districts),
            began_at=storm.began_at,
            ends_at=storm.ends_at,
            ended_at=storm.ended_at,
            declared_by=names.get(storm.declared_by, ""),
            ended_by=names.get(ended_by, "") if ended_by else None,
            extends=storm.extends,
        )


class StormList(BaseModel):
    """Storms; `next` is the `before` of the following page."""

    items: list[StormOut]
    next: datetime | None = None


async def names_in(session: Session, access: Access, storms: Iterable[Storm]) -> dict[StaffId, str]:
    """The names of who decided."""
    people = {one for storm in storms for one in (storm.declared_by, storm.ended_by) if one}
    return await access.names(session, list(people)) if people else {}
