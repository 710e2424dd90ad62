"""Rules held against a conversation: turn by turn as it goes, or over the whole at once."""

from collections.abc import Mapping
from typing import Any

from hearthline.platform.language import matching_form
from hearthline.rules.matchers import Look
from hearthline.rules.model import Conversation, Deed, Hit, Mark, Outcome, Turn, Verdict
from hearthline.rules.ruleset import RuleSet
from hearthline.rules.view import View


class Session:
    """One conversation as it goes on. Its state is bounded: `MOST_MARKS` places a condition."""

    def __init__(self, ruleset: RuleSet, facts: Mapping[str, Any] | None = None) -> None:
        """Begin before the first turn."""
        self._set = ruleset
        self._view = View(facts=dict(facts or {}))
        self._told: dict[str, Hit] = {}

    @property
    def told(self) -> list[Hit]:
        """Everything that was told so far."""
        return list(self._told.values())

    def know(self, facts: Mapping[str, Any]) -> None:
        """Take in what became known of the whole, such as a level that was reached."""
        self._view.facts = {**self._view.facts, **facts}

    def feed(self, turn: Turn) -> list[Hit]:
        """The rules that hold now and did not before this turn."""
        self.see(turn)
        return self._news()

    def note(self, deed: Deed) -> list[Hit]:
        """The rules that hold now and did not before this deed."""
        self.see_deed(deed)
        return self._news()

    def finish(self) -> list[Hit]:
        """The conversation is over: the rules that hold now and did not before."""
        self._view.is_over = True
        return self._news()

    def see(self, turn: Turn) -> None:
        """Take a turn in without asking the rules."""
        view = self._view
        view.count(turn)
        look = look_at(self._set, turn)
        plan = self._set.plans[view.role]
        leaves = list(plan.always)
        if look.found:
            close = {leaf.key: leaf for word in look.found for leaf in plan.by_word.get(word, ())}
            leaves += close.values()
        for leaf in leaves:
            leaf.see(look, view)
        view.last = turn

    def see_deed(self, deed: Deed) -> None:
        """Take a deed in without asking the rules."""
        view = self._view
        for leaf in self._set.deeds:
            if leaf.note(deed):
                view.put(leaf.key, Mark(view.turns - 0.5, view.counts, deed.at))

    def knows(self, rule_id: str) -> bool:
        """Whether there is such a rule."""
        return rule_id in self._set.named

    def outcome(self, rule_id: str) -> Outcome:
        """What is known of one rule by now; raises KeyError."""
        rule = self._set.named[rule_id]
        verdict = rule.when.verdict(self._view)
        marks = rule.when.marks(self._view) if verdict is Verdict.HIT else []
        return Outcome(rule_id, verdict, tuple(marks))

    def outcomes(self) -> list[Outcome]:
        """What is known of every rule by now."""
        return [self.outcome(rule.id) for rule in self._set.rules]

    def _news(self) -> list[Hit]:
        hits = []
        for place in self._asked():
            rule = self._set.rules[place]
            if rule.id not in self._told and rule.when.verdict(self._view) is Verdict.HIT:
                hit = Hit(rule.id, tuple(rule.when.marks(self._view)))
                self._told[rule.id] = hit
                hits.append(hit)
        return hits

    def _asked(self) -> list[int]:
        """The rules of which something was seen, and those that may hold with nothing seen."""
        marked = [self._set.touched[key] for key in self._view.marks]
        near = {place for places in marked for place in places}
        return sorted(near.union(self._set.restless))


def look_at(ruleset: RuleSet, turn: Turn) -> Look:
    """A turn as matchers see it."""
    form = matching_form(turn.text)
    return Look(turn, form, ruleset.index.find(form))


def seen(ruleset: RuleSet, conversation: Conversation) -> Session:
    """A session that has taken in everything, not finished and not asked yet."""
    session = Session(ruleset, conversation.facts)
    deeds = sorted(conversation.deeds, key=lambda deed: deed.after_turns)
    place = 0
    for number, turn in enumerate(conversation.turns):
        while place < len(deeds) and deeds[place].after_turns <= number:
            session.see_deed(deeds[place])
            place += 1
        session.see(turn)
    for deed in deeds[place:]:
        session.see_deed(deed)
    return session


def evaluate(ruleset: RuleSet, conversation: Conversation) -> list[Hit]:
    """The rules that hold for a conversation that is over, in the order of the set."""
    return seen(ruleset, conversation).finish()


def outcomes(ruleset: RuleSet, conversation: Conversation) -> list[Outcome]:
    """What became of every rule, what could not be told included."""
    session = seen(ruleset, conversation)
    session.finish()
    return session.outcomes()
