"""The packs of the trades that one bot serves, and which of them a message is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hearthline.dialogue.flows.model import Flow, IntentSpec, Pack
from hearthline.kernel import Words
from hearthline.platform.language import matching_form


@dataclass(frozen=True, slots=True)
class Trades:
    """Packs by their domain, in the order of serving; there is at least one."""

    packs: tuple[Pack, ...]

    @classmethod
    def of(cls, packs: "Pack | Trades | Iterable[Pack]") -> "Trades":
        """One pack, several, or trades already."""
        if isinstance(packs, Trades):
            return packs
        return cls((packs,) if isinstance(packs, Pack) else tuple(packs))

    def __iter__(self) -> Iterator[Pack]:
        """The packs."""
        return iter(self.packs)

    @property
    def home(self) -> Pack:
        """The pack whose words are used where no trade is spoken of."""
        return self.packs[0]

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that are served."""
        return tuple(pack.domain for pack in self.packs)

    @property
    def is_single(self) -> bool:
        """Whether there is one trade only."""
        return len(self.packs) == 1

    def pack(self, domain: str) -> Pack:
        """The pack of a domain; the first one for a domain that is not served."""
        return next((pack for pack in self.packs if pack.domain == domain), self.home)

    def serves(self, domain: str) -> bool:
        """Whether there is a pack for it."""
        return domain in self.domains

    def only(self, domains: Iterable[str]) -> "Trades":
        """The trades that a channel serves; all when it names none of them."""
        wanted = set(domains)
        chosen = tuple(pack for pack in self.packs if pack.domain in wanted)
        return Trades(chosen) if chosen else self

    def having(self, intent: str) -> tuple[Pack, ...]:
        """The packs that know an intent."""
        return tuple(pack for pack in self.packs if intent in pack.intents)

    def spec(self, intent: str) -> IntentSpec | None:
        """What is known of an intent, from the first pack that has it."""
        having = self.having(intent)
        return having[0].intents[intent] if having else None

    def flow(self, domain: str, flow_id: str) -> Flow | None:
        """A flow of a domain, or None when its pack has lost it."""
        return self.pack(domain).flows.get(flow_id) if self.serves(domain) else None

    def title(self) -> Words:
        """供热, or 供热和供电."""
        titles = [pack.title for pack in self.packs]
        return Words(
            zh="和".join(title.zh for title in titles),
            en=" and ".join(title.en.lower() for title in titles),
        )

    def meant(self, text: str) -> str | None:
        """The domain whose words the text has more of than any other's; None when undecided."""
        normal = matching_form(text)
        counts = {pack.domain: _count(pack, normal) for pack in self.packs}
        best = max(counts, key=lambda domain: counts[domain])
        others = [count for domain, count in counts.items() if domain != best]
        return best if counts[best] > max(others, default=0) else None


def _count(pack: Pack, normal: str) -> int:
    return sum(1 for word in pack.trade_words if word in normal)


def label_in(pack: Pack, intent: str, locale: str) -> str:
    """An intent with its trade, for a choice between trades."""
    name, title = pack.intents[intent].name.in_(locale), pack.title.in_(locale)
    return name if title in name else f"{title} · {name}"
