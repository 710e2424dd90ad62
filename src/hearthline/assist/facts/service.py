"""The verbs of facts: show them as far as they may be seen, show more for a reason."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearthline.access import Audit, Staff
from hearthline.assist.facts.errors import (
    AccountNotThere,
    ConversationOfAnother,
    NotToBeSeen,
)
from hearthline.assist.facts.loading import AccountLoader, not_asked
from hearthline.assist.facts.masking import Sight, address_sight, amounts_sight
from hearthline.assist.facts.model import AccountFacts, CustomerFacts, Part, Profile, Wanted
from hearthline.business import Acting
from hearthline.conversations import Conversation
from hearthline.customers import (
    AccountTie,
    AccountTies,
    CustomerCard,
    CustomerCards,
    Groups,
    KnownAccount,
)
from hearthline.dialogue import Scenes
from hearthline.kernel import Clock, ConversationId, CustomerId
from hearthline.platform.db import Database, Session

_FIRST = 3
_MOST_ACCOUNTS = 30
_LEVELS = ("L0", "L1", "LP", "L2", "L3")
_MONEY = ("temperatures", "balance", "bills", "payments")


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is known before the business systems are asked."""

    card: CustomerCard
    ties: list[AccountTie]
    actings: dict[KnownAccount, Acting]
    conversation: Conversation | None


class FactsDesk:
    """A customer's facts for agents (R19, R66); each part by itself, as far as it may be seen."""

    def __init__(
        self,
        database: Database,
        loader: AccountLoader,
        *,
        cards: CustomerCards,
        ties: AccountTies,
        scenes: Scenes,
        clock: Clock,
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._loader = loader
        self._cards = cards
        self._ties = ties
        self._scenes = scenes
        self._groups = Groups()
        self._clock = clock
        self._audit = Audit(clock)

    async def of(
        self,
        customer_id: CustomerId,
        conversation_id: ConversationId | None,
        wanted: Wanted,
        *,
        staff: Staff,
    ) -> CustomerFacts:
        """The facts as far as they came in time; opens short transactions of its own.

        Raises CustomerUnknown, NoSuchConversation, ConversationOfAnother.
        """
        async with self._database.session(staff.tenant_id) as session:
            standing = await self._standing(session, customer_id, conversation_id, staff)
        is_holder = _holds(standing.conversation, staff)
        accounts = await self._load(standing, wanted, staff)
        return CustomerFacts(
            card=standing.card,
            level=_best(standing),
            accounts=tuple(_masked(one, staff, is_holder=is_holder) for one in accounts),
            is_holder=is_holder,
        )

    async def reveal(
        self,
        customer_id: CustomerId,
        conversation_id: ConversationId | None,
        key: str,
        *,
        what: str,
        reason: str,
        staff: Staff,
    ) -> AccountFacts:
        """One account with what needs a reason: `amounts` or `address`; written into the audit.

        Raises AccountNotThere, NotToBeSeen, and what `of` raises.
        """
        async with self._database.session(staff.tenant_id) as session:
            standing = await self._standing(session, customer_id, conversation_id, staff)
            tie = next((one for one in standing.ties if one.key == key), None)
            if tie is None:
                raise AccountNotThere
            level = standing.actings[tie.account].verify_level
            is_holder = _holds(standing.conversation, staff)
            _check_sight(what, level, staff, is_holder=is_holder)
            await self._audit.record(
                session,
                staff,
                "customer.facts_revealed",
                subject_kind="customer",
                subject_id=standing.card.id,
                details={"account": key, "what": what, "reason": reason, "level": level},
            )
        wanted = Wanted(accounts=(key,), wait_seconds=6.0)
        loaded = await self._load(standing, wanted, staff)
        (facts,) = [one for one in loaded if one.tie.key == key]
        is_open = what == "amounts"
        return _masked(facts, staff, is_holder=is_open or is_holder, is_placed=what == "address")

    async def _standing(
        self,
        session: Session,
        customer_id: CustomerId,
        conversation_id: ConversationId | None,
        staff: Staff,
    ) -> _Standing:
        group = await self._groups.of(session, customer_id)
        card = await self._cards.get(session, customer_id)
        ties = await self._ties.of(session, customer_id)
        if conversation_id is None:
            actings = {tie.account: _acting(staff, _level_alone(tie)) for tie in ties}
            return _Standing(card, ties[:_MOST_ACCOUNTS], actings, None)
        scene = await self._scenes.unasked(session, conversation_id)
        if scene.conversation.customer_id not in group.ids:
            raise ConversationOfAnother
        asking = scene.asking(self._clock.now())
        ties = self._with_proven(
            ties, [KnownAccount(o.domain, o.account_no) for o in asking.accounts]
        )
        actings = {}
        for tie in ties:
            acting = asking.acting(tie.account.domain, tie.account.account_no)
            if not asking.owns(tie.account.domain, tie.account.account_no):
                acting = replace(acting, verify_level="L0", verification_id=None)
            actings[tie.account] = replace(acting, actor=f"agent:{staff.id}")
        return _Standing(card, ties[:_MOST_ACCOUNTS], actings, scene.conversation)

    def _with_proven(
        self, ties: list[AccountTie], proven: Sequence[KnownAccount]
    ) -> list[AccountTie]:
        """Accounts that were proved here and now come first, tied or not."""
        known = {tie.account: tie for tie in ties}
        now = self._clock.now()
        first = [
            known.get(account)
            or AccountTie(
                key=self._ties.key_of(account), account=account, source="verified", seen_at=now
            )
            for account in dict.fromkeys(proven)
        ]
        return first + [tie for tie in ties if tie not in first]

    async def _load(self, standing: _Standing, wanted: Wanted, staff: Staff) -> list[AccountFacts]:
        named = wanted.accounts or tuple(tie.key for tie in standing.ties[:_FIRST])

        async def one(tie: AccountTie) -> AccountFacts:
            acting = standing.actings[tie.account]
            if tie.key not in named:
                return not_asked(tie, acting.verify_level)
            return await self._loader.load(
                staff.tenant_id, tie, acting, wait_seconds=wanted.wait_seconds
            )

        return list(await asyncio.gather(*(one(tie) for tie in standing.ties)))


def _holds(conversation: Conversation | None, staff: Staff) -> bool:
    return conversation is not None and conversation.holder_id == staff.id


def _acting(staff: Staff, level: str) -> Acting:
    return Acting(actor=f"agent:{staff.id}", verify_level=level)


def _level_alone(tie: AccountTie) -> str:
    """Without a conversation: what his own identity named, at L1; an agent's tie proves nothing."""
    return "L0" if tie.source == "agent" else "L1"


def _best(standing: _Standing) -> str:
    levels = [acting.verify_level for acting in standing.actings.values()]
    if standing.conversation is not None:
        levels.append(standing.conversation.verify_level)
    return max(levels, key=_LEVELS.index, default="L0")


def _check_sight(what: str, level: str, staff: Staff, *, is_holder: bool) -> None:
    sight = (
        address_sight(level, staff)
        if what == "address"
        else amounts_sight(level, staff, is_holder=is_holder)
    )
    if sight in {Sight.NEVER, Sight.NEED_VERIFY}:
        words = {
            Sight.NEVER: "您的岗位不能查看",
            Sight.NEED_VERIFY: "客户还没有核实身份（需要 L2）",
        }
        raise NotToBeSeen(why=words[sight])


def _masked(
    facts: AccountFacts, staff: Staff, *, is_holder: bool, is_placed: bool = False
) -> AccountFacts:
    """The account as far as this person may see it."""
    why = amounts_sight(facts.level, staff, is_holder=is_holder).why
    if why is not None:
        hidden = {name: getattr(facts, name).hidden(why) for name in _MONEY}
        facts = replace(facts, **hidden)
    return facts if is_placed else replace(facts, profile=_placed_roughly(facts.profile, staff))


def _placed_roughly(profile: Part[Profile], staff: Staff) -> Part[Profile]:
    """The building and the unit are for dispatch; the room is not shown without a reason."""
    if profile.data is None or profile.data.address is None:
        return profile
    address = profile.data.address
    if address_sight("L2", staff) is Sight.NEVER:
        shown = None
    else:
        shown = replace(address, raw=profile.data.address_masked, room=None, lng=None, lat=None)
    return replace(profile, data=replace(profile.data, address=shown))
