"""Rows of transfers, invitations and steps of the bot."""

from datetime import datetime
from uuid import UUID

from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.moves.model import (
    BotFlow,
    BotStep,
    BotStepId,
    Invitation,
    InvitationEnd,
    InvitationId,
    Transfer,
    TransferEnd,
    TransferId,
)

_ADD_TRANSFER = """
INSERT INTO transfer (id, client_id, conversation_id, from_staff, to_staff, to_queue, note,
  began_at, expires_at)
VALUES (%(id)s, %(client)s, %(conversation)s, %(from)s, %(to_staff)s, %(to_queue)s, %(note)s,
  %(at)s, %(expires)s)
"""
_END_TRANSFER = """
UPDATE transfer SET outcome = %(outcome)s, ended_at = %(now)s, taken_by = %(by)s
WHERE conversation_id = %(conversation)s AND outcome IS NULL RETURNING *
"""
_TRANSFER_BY_CLIENT = """
SELECT * FROM transfer WHERE conversation_id = %(conversation)s AND client_id = %(client)s
"""
_LAST_TRANSFER = """
SELECT * FROM transfer WHERE conversation_id = %(conversation)s ORDER BY began_at DESC LIMIT 1
"""
# Ran out, or rings where nobody is any more.
_DUE_TRANSFERS = """
SELECT t.conversation_id FROM transfer t
LEFT JOIN presence p ON p.tenant_id = t.tenant_id AND p.staff_id = t.to_staff
WHERE t.outcome IS NULL AND t.expires_at IS NOT NULL
  AND (t.expires_at <= %(now)s OR p.state = 'offline' OR p.disconnected_at <= %(gone)s)
ORDER BY t.expires_at LIMIT 100
"""
_TRANSFERS_TO = """
SELECT * FROM transfer WHERE to_staff = %(staff)s AND outcome IS NULL ORDER BY began_at LIMIT 20
"""
_ADD_INVITATION = """
INSERT INTO conference_member (id, client_id, conversation_id, staff_id, invited_by, note,
  invited_at, expires_at)
VALUES (%(id)s, %(client)s, %(conversation)s, %(staff)s, %(by)s, %(note)s, %(at)s, %(expires)s)
"""
_INVITATION_BY_CLIENT = """
SELECT * FROM conference_member
WHERE conversation_id = %(conversation)s AND client_id = %(client)s
"""
_OPEN_INVITATION = """
SELECT * FROM conference_member
WHERE conversation_id = %(conversation)s AND staff_id = %(staff)s AND ended_at IS NULL
"""
_JOIN = "UPDATE conference_member SET joined_at = %(now)s WHERE id = %(id)s"
_END_INVITATION = """
UPDATE conference_member SET ended_at = %(now)s, outcome = %(outcome)s
WHERE id = %(id)s AND ended_at IS NULL
"""
_END_ALL = """
UPDATE conference_member SET ended_at = %(now)s, outcome = 'ended'
WHERE conversation_id = %(conversation)s AND ended_at IS NULL RETURNING staff_id
"""
_DUE_INVITATIONS = """
SELECT * FROM conference_member WHERE joined_at IS NULL AND ended_at IS NULL
  AND expires_at <= %(now)s ORDER BY expires_at LIMIT 100
"""
_INVITATIONS_TO = """
SELECT * FROM conference_member WHERE staff_id = %(staff)s AND ended_at IS NULL
  AND joined_at IS NULL ORDER BY invited_at LIMIT 20
"""
_INVITATIONS_IN = """
SELECT * FROM conference_member WHERE conversation_id = %(conversation)s
ORDER BY ended_at IS NOT NULL, invited_at DESC LIMIT 10
"""
_ADD_STEP = """
INSERT INTO bot_step (id, client_id, conversation_id, staff_id, domain, flow, name, note, asked_at)
VALUES (%(id)s, %(client)s, %(conversation)s, %(staff)s, %(domain)s, %(flow)s, %(name)s, %(note)s,
  %(at)s)
"""
_STEP_BY_CLIENT = """
SELECT * FROM bot_step WHERE conversation_id = %(conversation)s AND client_id = %(client)s
"""
_OPEN_STEP = "SELECT * FROM bot_step WHERE conversation_id = %(conversation)s AND ended_at IS NULL"
_LAST_STEP = """
SELECT * FROM bot_step WHERE conversation_id = %(conversation)s ORDER BY asked_at DESC LIMIT 1
"""
_BEGUN = """
UPDATE bot_step SET begun_at = %(now)s
WHERE conversation_id = %(conversation)s AND ended_at IS NULL AND begun_at IS NULL
"""
_END_STEP = """
UPDATE bot_step SET ended_at = %(now)s, outcome = %(outcome)s
WHERE conversation_id = %(conversation)s AND ended_at IS NULL RETURNING *
"""


class TransferStore:
    """Transfers in the database."""

    async def add(self, session: Session, transfer: Transfer) -> None:
        """Write a transfer that begins; one at a time for a conversation."""
        params = {
            "id": transfer.id,
            "client": transfer.client_id,
            "conversation": transfer.conversation_id,
            "from": transfer.from_staff,
            "to_staff": transfer.to_staff,
            "to_queue": transfer.to_queue,
            "note": transfer.note,
            "at": transfer.began_at,
            "expires": transfer.expires_at,
        }
        await session.execute(_ADD_TRANSFER, params)

    async def by_client(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> Transfer | None:
        """The transfer that a repeated call names."""
        params = {"conversation": conversation_id, "client": client_id}
        row = await session.maybe(_TRANSFER_BY_CLIENT, params)
        return _transfer(row) if row else None

    async def last(self, session: Session, conversation_id: ConversationId) -> Transfer | None:
        """The transfer under way, else the one before."""
        row = await session.maybe(_LAST_TRANSFER, {"conversation": conversation_id})
        return _transfer(row) if row else None

    async def end(
        self,
        session: Session,
        conversation_id: ConversationId,
        outcome: TransferEnd,
        *,
        now: datetime,
        by: StaffId | None = None,
    ) -> Transfer | None:
        """End the transfer under way, if there is one."""
        params = {
            "conversation": conversation_id,
            "outcome": outcome.value,
            "now": now,
            "by": by,
        }
        row = await session.maybe(_END_TRANSFER, params)
        return _transfer(row) if row else None

    async def due(self, session: Session, *, now: datetime, gone: datetime) -> list[ConversationId]:
        """Conversations whose transfer nobody will answer any more."""
        rows = await session.all(_DUE_TRANSFERS, {"now": now, "gone": gone})
        return [ConversationId.of(row["conversation_id"]) for row in rows]

    async def to(self, session: Session, staff_id: StaffId) -> list[Transfer]:
        """What waits for somebody's answer."""
        return [_transfer(row) for row in await session.all(_TRANSFERS_TO, {"staff": staff_id})]


class InvitationStore:
    """Invitations, and who joined, in the database."""

    async def add(self, session: Session, invitation: Invitation) -> None:
        """Write an invitation."""
        params = {
            "id": invitation.id,
            "client": invitation.client_id,
            "conversation": invitation.conversation_id,
            "staff": invitation.staff_id,
            "by": invitation.invited_by,
            "note": invitation.note,
            "at": invitation.invited_at,
            "expires": invitation.expires_at,
        }
        await session.execute(_ADD_INVITATION, params)

    async def by_client(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> Invitation | None:
        """The invitation that a repeated call names."""
        params = {"conversation": conversation_id, "client": client_id}
        row = await session.maybe(_INVITATION_BY_CLIENT, params)
        return _invitation(row) if row else None

    async def open_of(
        self, session: Session, conversation_id: ConversationId, staff_id: StaffId
    ) -> Invitation | None:
        """Somebody's part in a conversation that is not over."""
        params = {"conversation": conversation_id, "staff": staff_id}
        row = await session.maybe(_OPEN_INVITATION, params)
        return _invitation(row) if row else None

    async def join(self, session: Session, invitation_id: InvitationId, *, now: datetime) -> None:
        """Note that the one who was asked has joined."""
        await session.execute(_JOIN, {"id": invitation_id, "now": now})

    async def end(
        self,
        session: Session,
        invitation_id: InvitationId,
        outcome: InvitationEnd,
        *,
        now: datetime,
    ) -> None:
        """Note how it ended."""
        params = {"id": invitation_id, "outcome": outcome.value, "now": now}
        await session.execute(_END_INVITATION, params)

    async def end_all(
        self, session: Session, conversation_id: ConversationId, *, now: datetime
    ) -> list[StaffId]:
        """End everybody's part in a conversation; whose it was."""
        params = {"conversation": conversation_id, "now": now}
        return [StaffId.of(row["staff_id"]) for row in await session.all(_END_ALL, params)]

    async def due(self, session: Session, *, now: datetime) -> list[Invitation]:
        """Invitations that nobody answered in time."""
        return [_invitation(row) for row in await session.all(_DUE_INVITATIONS, {"now": now})]

    async def to(self, session: Session, staff_id: StaffId) -> list[Invitation]:
        """What somebody is asked to join."""
        rows = await session.all(_INVITATIONS_TO, {"staff": staff_id})
        return [_invitation(row) for row in rows]

    async def within(self, session: Session, conversation_id: ConversationId) -> list[Invitation]:
        """The last parts in a conversation, those that go on first."""
        rows = await session.all(_INVITATIONS_IN, {"conversation": conversation_id})
        return [_invitation(row) for row in rows]


class StepStore:
    """Steps of the bot in the database."""

    async def add(self, session: Session, step: BotStep) -> None:
        """Write a step that was asked for; one at a time for a conversation."""
        params = {
            "id": step.id,
            "client": step.client_id,
            "conversation": step.conversation_id,
            "staff": step.staff_id,
            "domain": step.flow.domain,
            "flow": step.flow.flow,
            "name": step.flow.name,
            "note": step.note,
            "at": step.asked_at,
        }
        await session.execute(_ADD_STEP, params)

    async def by_client(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> BotStep | None:
        """The step that a repeated call names."""
        params = {"conversation": conversation_id, "client": client_id}
        row = await session.maybe(_STEP_BY_CLIENT, params)
        return _step(row) if row else None

    async def at_work(self, session: Session, conversation_id: ConversationId) -> BotStep | None:
        """The step that is not over."""
        row = await session.maybe(_OPEN_STEP, {"conversation": conversation_id})
        return _step(row) if row else None

    async def last(self, session: Session, conversation_id: ConversationId) -> BotStep | None:
        """The step at work, else the one before."""
        row = await session.maybe(_LAST_STEP, {"conversation": conversation_id})
        return _step(row) if row else None

    async def begun(
        self, session: Session, conversation_id: ConversationId, *, now: datetime
    ) -> None:
        """Note that the flow has begun."""
        await session.execute(_BEGUN, {"conversation": conversation_id, "now": now})

    async def end(
        self, session: Session, conversation_id: ConversationId, outcome: str, *, now: datetime
    ) -> BotStep | None:
        """End the step at work, if there is one."""
        params = {"conversation": conversation_id, "outcome": outcome, "now": now}
        row = await session.maybe(_END_STEP, params)
        return _step(row) if row else None


def _transfer(row: Row) -> Transfer:
    return Transfer(
        id=TransferId.of(row["id"]),
        client_id=UUID(str(row["client_id"])),
        conversation_id=ConversationId.of(row["conversation_id"]),
        from_staff=StaffId.of(row["from_staff"]),
        to_staff=StaffId.or_none(row["to_staff"]),
        to_queue=QueueId.or_none(row["to_queue"]),
        note=row["note"],
        began_at=row["began_at"],
        expires_at=row["expires_at"],
        outcome=TransferEnd(row["outcome"]) if row["outcome"] else None,
        ended_at=row["ended_at"],
        taken_by=StaffId.or_none(row["taken_by"]),
    )


def _invitation(row: Row) -> Invitation:
    return Invitation(
        id=InvitationId.of(row["id"]),
        client_id=UUID(str(row["client_id"])),
        conversation_id=ConversationId.of(row["conversation_id"]),
        staff_id=StaffId.of(row["staff_id"]),
        invited_by=StaffId.of(row["invited_by"]),
        note=row["note"],
        invited_at=row["invited_at"],
        expires_at=row["expires_at"],
        joined_at=row["joined_at"],
        ended_at=row["ended_at"],
        outcome=InvitationEnd(row["outcome"]) if row["outcome"] else None,
    )


def _step(row: Row) -> BotStep:
    return BotStep(
        id=BotStepId.of(row["id"]),
        client_id=UUID(str(row["client_id"])),
        conversation_id=ConversationId.of(row["conversation_id"]),
        staff_id=StaffId.of(row["staff_id"]),
        flow=BotFlow(row["domain"], row["flow"], row["name"]),
        note=row["note"],
        asked_at=row["asked_at"],
        begun_at=row["begun_at"],
        ended_at=row["ended_at"],
        outcome=row["outcome"],
    )
