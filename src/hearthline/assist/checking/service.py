"""The check of a reply before it is sent (R75): quick, and out of the way when it fails."""

import asyncio
from collections.abc import Iterator
from typing import Final

from hearthline.assist.cards.store import CardStore
from hearthline.assist.checking.figures import unlike_cited, wrong_figures
from hearthline.assist.checking.manner import resembling
from hearthline.assist.checking.model import Warned
from hearthline.assist.situation import Situation, Situations
from hearthline.kernel import ConversationId, TenantId, Words
from hearthline.knowledge import Attribute
from hearthline.platform.db import Database
from hearthline.platform.language import matching_form
from hearthline.rules import Mark, Rule, RuleSet, Turn, Verdict, seen

_GRAVEST: Final = {"critical": 0, "warn": 1, "info": 2}
_MOST: Final = 5


class ReplyCheck:
    """Holds a draft against the rules, the policy in force and the item that was shown."""

    def __init__(self, database: Database, situations: Situations) -> None:
        """Collaborators."""
        self._database = database
        self._situations = situations
        self._cards = CardStore()

    async def check(
        self, tenant_id: TenantId, conversation_id: ConversationId, text: str
    ) -> list[Warned]:
        """What is risky in a reply, the gravest first; raises NoSuchConversation."""
        situation = await self._situations.of(tenant_id, conversation_id)
        async with self._database.session(tenant_id) as session:
            cited = await self._cards.cited(session, conversation_id)
        warned = await asyncio.to_thread(lambda: list(warnings_of(situation, text)))
        if cited is not None:
            facts = [Attribute(*one) for one in cited.attributes]
            warned += unlike_cited(text, cited.title, facts)
        return sorted(warned, key=lambda one: _GRAVEST[one.severity])[:_MOST]


def warnings_of(situation: Situation, text: str) -> Iterator[Warned]:
    """What the rules and the policy in force say of a draft; each rule once."""
    draft = Turn("agent", text, attributes={"marks": situation.marks_of(text)})
    told: set[str] = set()
    for rules in situation.draft_rules:
        for rule, evidence in _hits(rules, situation, draft):
            if rule.id not in told:
                told.add(rule.id)
                yield _warned(rule, evidence, text)
    figures = list(wrong_figures(text, situation.trades, situation.now.date()))
    yield from figures
    if not told and not figures:
        yield from resembling(situation, text)


def _hits(
    rules: RuleSet, situation: Situation, draft: Turn
) -> Iterator[tuple[Rule, tuple[Mark, ...]]]:
    session = seen(rules, situation.talk)
    session.see(draft)
    place = len(situation.talk.turns)
    for outcome in session.outcomes():
        mine = tuple(mark for mark in outcome.evidence if mark.turn == place)
        if outcome.verdict is Verdict.HIT and mine:
            yield rules.named[outcome.rule], mine


def _warned(rule: Rule, evidence: tuple[Mark, ...], text: str) -> Warned:
    spans = [span for mark in evidence for span in mark.spans]
    is_same = len(matching_form(text)) == len(text)
    span = (min(a for a, _ in spans), max(b for _, b in spans)) if spans and is_same else None
    told = rule.told or Words(zh=f"{rule.name.zh}。", en=f"{rule.name.en}.")
    return Warned(rule.id, rule.severity, told, span, rule.instead)
