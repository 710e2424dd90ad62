"""The business port for tests: the scripted systems of `hearthline pack test`, at one moment."""

from hearthline.dialogue.rehearsal import ScriptedBusiness, bill_now, outage_now
from tests.fakes.fake_clock import MORNING

ACCOUNT = "1203005678"
OTHER_ACCOUNT = "1203005679"


class FakeBusiness(ScriptedBusiness):
    """Answers as it is told; keeps every draft, key and call."""

    def __init__(self) -> None:
        """Nothing is out, nothing is open, nothing is broken."""
        super().__init__(MORNING)

    def breaks(self, *verbs: str, how: str = "down") -> None:
        """Have verbs fail: down, nonsense, refused, or (create_work_order) lost."""
        self.troubles.update(dict.fromkeys(verbs, how))

    def mends(self) -> None:
        """Everything works again."""
        self.troubles.clear()

    def has_outage(self, *, status: str = "ACTIVE", has_end: bool = True) -> None:
        """An outage at every place that is asked for."""
        self.outages = (outage_now(MORNING, status=status, has_end=has_end),)

    def has_bill(self) -> None:
        """A bill that is owed."""
        self.bills = (bill_now(MORNING),)
