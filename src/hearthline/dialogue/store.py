"""Rows of dialogue: states, runs of flows, writes that wait for their answer."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.dialogue.machine.codec import StateUnreadable, from_json, to_json
from hearthline.dialogue.machine.effects import Began, Call, Effect, Ended
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.machine.state import Consent, State
from hearthline.dialogue.operations.ports import Asking
from hearthline.kernel import ConversationId, CustomerId, TenantId
from hearthline.platform.db import Row, Session
from hearthline.platform.log import get_log

log = get_log(__name__)

_LOAD = (
    "SELECT state, errors, release, updated_at FROM dialogue_state"
    " WHERE conversation_id = %(conversation)s"
)
_SAVE = """
INSERT INTO dialogue_state AS d (conversation_id, state, errors, release, hush_at, updated_at)
VALUES (%(conversation)s, %(state)s, %(errors)s, %(release)s, %(hush_at)s, %(now)s)
ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET state = excluded.state,
  errors = excluded.errors, updated_at = excluded.updated_at, hush_at = excluded.hush_at,
  release = coalesce(d.release, excluded.release)
"""
_TRY = """
INSERT INTO dialogue_state AS d (conversation_id, state, tried_seq, tries, updated_at)
VALUES (%(conversation)s, %(state)s, %(seq)s, 1, %(now)s)
ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET tried_seq = excluded.tried_seq,
  tries = CASE WHEN d.tried_seq = excluded.tried_seq THEN d.tries + 1 ELSE 1 END
RETURNING tries
"""
_SILENT = """
SELECT conversation_id FROM dialogue_state WHERE hush_at <= %(now)s ORDER BY hush_at LIMIT %(limit)s
"""
_HEARD = """
UPDATE dialogue_state SET hush_at = NULL
WHERE conversation_id = %(conversation)s AND hush_at IS NOT NULL RETURNING conversation_id
"""
_BEGIN = """
INSERT INTO flow_run (conversation_id, run, domain, flow, version, cause, began_at)
VALUES (%(conversation)s, %(run)s, %(domain)s, %(flow)s, %(version)s, %(cause)s, %(now)s)
ON CONFLICT DO NOTHING
"""
_HAS_BEGUN = "SELECT FROM flow_run WHERE cause = %(cause)s"
_END = """
UPDATE flow_run SET ended_at = %(now)s, outcome = %(outcome)s
WHERE conversation_id = %(conversation)s AND run = %(run)s AND ended_at IS NULL
"""
_ADD_WRITE = """
INSERT INTO unsettled_write (key, conversation_id, call, asking, first_at, next_at)
VALUES (%(key)s, %(conversation)s, %(call)s, %(asking)s, %(now)s, %(next)s)
ON CONFLICT DO NOTHING
"""
_DUE_WRITES = """
SELECT * FROM unsettled_write WHERE next_at <= %(now)s ORDER BY next_at LIMIT %(limit)s
"""
_LATER = "UPDATE unsettled_write SET tries = tries + 1, next_at = %(next)s WHERE key = %(key)s"
_SETTLED = "DELETE FROM unsettled_write WHERE key = %(key)s RETURNING key"
_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dialogue stands, how many turns in a row went wrong, and its packs' release."""

    state: State
    errors: int = 0
    at: datetime | None = None
    release: str | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept beside a state: turns that went wrong, the packs' release, and when silence
    counts as an answer (None: nothing is waited for)."""

    errors: int = 0
    release: str | None = None
    hush_at: datetime | None = None


_PLAINLY: Final = Keeping()


@dataclass(frozen=True, slots=True)
class UnsettledWrite:
    """A write without an answer, with all that asking again needs."""

    conversation_id: ConversationId
    call: Call
    asking: Asking
    tries: int
    first_at: datetime


class DialogueStore:
    """The tables of dialogue."""

    async def load(self, session: Session, conversation_id: ConversationId) -> Standing:
        """Where a dialogue stands; a state that cannot be read is begun anew."""
        row = await session.maybe(_LOAD, {"conversation": conversation_id})
        if row is None:
            return Standing(State())
        try:
            state = from_json(row["state"])
            return Standing(state, row["errors"], row["updated_at"], row["release"])
        except (StateUnreadable, KeyError, TypeError) as trouble:
            cause = type(trouble).__name__
            log.warning("state.unreadable", conversation_id=str(conversation_id), cause=cause)
            return Standing(State(), release=row["release"])

    async def save(
        self,
        session: Session,
        conversation_id: ConversationId,
        state: State,
        *,
        now: datetime,
        keeping: Keeping = _PLAINLY,
    ) -> None:
        """Write where a dialogue stands; the release with which it began stays."""
        params = {
            "conversation": conversation_id,
            "state": Jsonb(to_json(state)),
            "errors": keeping.errors,
            "release": keeping.release,
            "hush_at": keeping.hush_at,
            "now": now,
        }
        await session.execute(_SAVE, params)

    async def silent(
        self, session: Session, *, now: datetime, limit: int = 50
    ) -> list[ConversationId]:
        """Conversations in which nobody answered what was asked."""
        rows = await session.all(_SILENT, {"now": now, "limit": limit})
        return [ConversationId.of(row["conversation_id"]) for row in rows]

    async def heard_silence(self, session: Session, conversation_id: ConversationId) -> bool:
        """Take one silence; False when it was taken, or broken, meanwhile."""
        row = await session.maybe(_HEARD, {"conversation": conversation_id})
        return row is not None

    async def count_try(
        self, session: Session, conversation_id: ConversationId, seq: int, *, now: datetime
    ) -> int:
        """How often the turn of a message has been taken up after its process died."""
        params = {
            "conversation": conversation_id,
            "seq": seq,
            "state": Jsonb(to_json(State())),
            "now": now,
        }
        return int((await session.one(_TRY, params))["tries"])

    async def log_runs(
        self,
        session: Session,
        conversation_id: ConversationId,
        effects: tuple[Effect, ...],
        *,
        now: datetime,
        cause: str | None = None,
    ) -> None:
        """Keep which flows began and how they ended; the cause belongs to the first that began."""
        for effect in effects:
            if isinstance(effect, Began):
                params = {
                    "conversation": conversation_id,
                    "run": effect.run,
                    "domain": effect.domain,
                    "flow": effect.flow,
                    "version": effect.version,
                    "cause": cause,
                    "now": now,
                }
                await session.execute(_BEGIN, params)
                cause = None
            elif isinstance(effect, Ended):
                params = {
                    "conversation": conversation_id,
                    "run": effect.run,
                    "outcome": effect.outcome,
                    "now": now,
                }
                await session.execute(_END, params)

    async def has_begun(self, session: Session, cause: str) -> bool:
        """Whether an event has had its flow."""
        return await session.maybe(_HAS_BEGUN, {"cause": cause}) is not None

    async def add_write(
        self,
        session: Session,
        call: Call,
        asking: Asking,
        *,
        now: datetime,
        next_at: datetime,
    ) -> None:
        """Keep a write that has no answer yet; one key is kept once."""
        params = {
            "key": call.key,
            "conversation": asking.conversation_id,
            "call": Jsonb(_call_json(call)),
            "asking": Jsonb(_asking_json(asking)),
            "now": now,
            "next": next_at,
        }
        await session.execute(_ADD_WRITE, params)

    async def due_writes(
        self, session: Session, *, now: datetime, limit: int = 50
    ) -> list[UnsettledWrite]:
        """Writes that are to be asked again now."""
        rows = await session.all(_DUE_WRITES, {"now": now, "limit": limit})
        return [_write_of(row) for row in rows]

    async def try_later(self, session: Session, key: str, *, next_at: datetime) -> None:
        """Ask again at another time."""
        await session.execute(_LATER, {"key": key, "next": next_at})

    async def settled(self, session: Session, key: str) -> bool:
        """Forget a write that has its answer; False when somebody did already."""
        return await session.maybe(_SETTLED, {"key": key}) is not None

    async def tenants(self, session: Session) -> list[TenantId]:
        """Everybody, for sweeps."""
        return [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]


def _call_json(call: Call) -> dict[str, Any]:
    return {
        "key": call.key,
        "operation": call.operation,
        "args": dict(call.args),
        "timeout_ms": call.timeout_ms,
        "consent": None if call.consent is None else asdict(call.consent),
        "domain": call.domain,
    }


def _asking_json(asking: Asking) -> dict[str, Any]:
    customer = asking.customer_id
    return {
        **asdict(asking),
        "tenant_id": str(asking.tenant_id),
        "conversation_id": str(asking.conversation_id),
        "at": asking.at.isoformat(),
        "customer_id": None if customer is None else str(customer),
    }


def _write_of(row: Row) -> UnsettledWrite:
    call, asking = row["call"], row["asking"]
    consent = call["consent"]
    return UnsettledWrite(
        conversation_id=ConversationId.of(row["conversation_id"]),
        call=Call(**{**call, "consent": None if consent is None else Consent(**consent)}),
        asking=Asking(
            **{
                **asking,
                "tenant_id": TenantId.of(asking["tenant_id"]),
                "conversation_id": ConversationId.of(asking["conversation_id"]),
                "at": datetime.fromisoformat(asking["at"]),
                "customer_id": CustomerId.or_none(asking["customer_id"]),
                "accounts": tuple(OwnAccount(**one) for one in asking["accounts"]),
            }
        ),
        tries=row["tries"],
        first_at=row["first_at"],
    )
