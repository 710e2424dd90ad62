"""What must hold before an action is carried out, beyond the state of the ticket."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearthline.access import Permission, Staff
from hearthline.kernel import StaffId, TeamId
from hearthline.platform.db import Session
from hearthline.tickets.forms import Choice, NeededEvidence, TypeForm
from hearthline.tickets.handling import actions
from hearthline.tickets.handling.actions import Action
from hearthline.tickets.handling.allowed import void_asked
from hearthline.tickets.handling.errors import (
    ActionNotAllowed,
    ActionNotPossible,
    EvidenceMissing,
    OutcomeUnfit,
    ReasonNotAllowed,
)
from hearthline.tickets.handling.evidence import EvidenceOf
from hearthline.tickets.keeping import Keeper
from hearthline.tickets.model import Ticket, TicketEvent
from hearthline.tickets.teams import Teams

_ASKED_LATER = frozenset({"none", "sample", "confidential", "before_reply"})


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with its log, and who does what to it."""

    session: Session
    staff: Staff
    ticket: Ticket
    log: Sequence[TicketEvent]
    form: TypeForm


class Checks:
    """Refuses what must not be, and says what is missing."""

    def __init__(self, keeper: Keeper, teams: Teams, evidence_of: EvidenceOf) -> None:
        """Know who can tell."""
        self._keeper = keeper
        self._teams = teams
        self._evidence_of = evidence_of

    async def check(self, case: Case, action: Action) -> None:
        """Raise what is wrong with an action; see errors.py."""
        match action:
            case actions.Dispatch() | actions.Transfer():
                await self._team_fits(case, action.team_id, action.worker_id)
            case actions.Suspend():
                await self._may_suspend(case, action)
            case actions.Resolve():
                _fits("结果", "result", action.result_code, case.form.results)
                if action.cause_code is not None:
                    _fits("原因", "cause", action.cause_code, case.form.causes)
            case actions.Close():
                await self._may_close(case, action)
            case actions.Merge():
                await self._may_merge(case, action)
            case actions.ConfirmVoid():
                _is_another(case)
            case _:
                pass

    async def missing(self, case: Case) -> tuple[NeededEvidence, ...]:
        """What is needed before it may be closed, and is not there."""
        evidence = await self._evidence_of(case.session, case.ticket.id)
        return evidence.missing(case.form.close_needs, case.log)

    async def _team_fits(self, case: Case, team_id: TeamId, worker_id: StaffId | None) -> None:
        team = await self._teams.get(case.session, team_id)
        if not team.facts.is_active:
            raise _impossible(case, "这个班组已停用，请换一个班组。", "The team is not in use.")
        if worker_id is not None and not team.has(worker_id):
            raise _impossible(
                case,
                f"所选人员不在“{team.name}”，请从该班组里选。",
                f"That person does not belong to {team.name}.",
            )

    async def _may_suspend(self, case: Case, action: actions.Suspend) -> None:
        reason = case.form.suspend_reason(action.reason)
        if reason is None:
            allowed = case.form.suspend_reasons
            raise ReasonNotAllowed(
                reason=action.reason,
                allowed_zh="、".join(one.name.zh for one in allowed) or "无",
                allowed_en=", ".join(one.code for one in allowed) or "none",
            )
        if reason.evidence == "note" and (action.text.strip() or action.evidence_ids):
            return
        evidence = await self._evidence_of(case.session, case.ticket.id)
        if not evidence.has(action.evidence_ids):
            is_note = reason.evidence == "note"
            raise EvidenceMissing(
                missing_zh="挂起说明" if is_note else "证明挂起原因的现场照片",
                missing_en="a note" if is_note else "a photo that proves the reason",
                missing=[reason.evidence],
            )

    async def _may_close(self, case: Case, action: actions.Close) -> None:
        missing = await self.missing(case)
        if missing:
            raise EvidenceMissing(
                missing_zh="、".join(need.words.zh for need in missing),
                missing_en=", ".join(need.words.en for need in missing),
                missing=list(missing),
            )
        was_asked = case.ticket.call_back.state == "done" or case.form.call_back in _ASKED_LATER
        is_head = case.staff.may(Permission.TICKETS_SUPERVISE) and bool(action.text.strip())
        if not was_asked and not is_head:
            raise _impossible(
                case,
                "还没有回访客户。回访后再办结；联系不上时，由班长写明原因办结。",
                "The customer was not asked yet; a supervisor may close it with a reason.",
            )

    async def _may_merge(self, case: Case, action: actions.Merge) -> None:
        store, ticket = self._keeper.store, case.ticket
        into = await store.find(case.session, action.into)
        fits = (
            into is not None
            and into.id != ticket.id
            and into.is_kept_here
            and into.is_open
            and into.parent_id is None
            and into.domain == ticket.domain
        )
        if not fits:
            raise _impossible(
                case,
                "只能并入本专业另一张未办结的主工单。",
                "It can be merged into another open ticket of the same trade only.",
            )
        if await store.children(case.session, ticket.id):
            raise _impossible(
                case,
                "这张工单下面已有并单，请并入另一张。",
                "Others follow this ticket; merge the other way round.",
            )


def _is_another(case: Case) -> None:
    asked = void_asked(case.log)
    if asked is None:
        raise _impossible(
            case, "没有人申请作废，请先申请。", "Nobody has asked to void it; ask first."
        )
    if asked.actor == case.staff.id:
        raise ActionNotAllowed(
            why_zh="作废要由另一个人确认。", why_en="Another person must confirm it."
        )


def _fits(what_zh: str, what_en: str, told: str, choices: Sequence[Choice]) -> None:
    if choices and told not in {choice.code for choice in choices}:
        raise OutcomeUnfit(what_zh=what_zh, what_en=what_en, told=told)


def _impossible(case: Case, why_zh: str, why_en: str) -> ActionNotPossible:
    return ActionNotPossible(why_zh=why_zh, why_en=why_en, status=case.ticket.status, allowed=[])
