"""`hearthline knowledge reindex`: the search index of a tenant, made anew from the database."""

from contextlib import ExitStack
from time import perf_counter

from hearthline.entrypoints.base_of_tenant import Base, TenantName, at_base
from hearthline.entrypoints.terminal import AsJson, Steps, Terminal
from hearthline.entrypoints.trade import read_packs
from hearthline.knowledge import Knowledge


def reindex(*, tenant: TenantName = None, as_json: AsJson = False) -> None:
    """Make the search index anew; servers that run search the old one until it is whole.

    Example: `hearthline knowledge reindex --tenant demo`
    """
    terminal = Terminal(as_json=as_json)
    began = perf_counter()
    with ExitStack() as stack:
        bar = _Bar(terminal, stack)

        async def work(base: Base) -> int:
            words = read_packs(base.settings).words
            folder = base.settings.data.dir / "search"
            knowledge = Knowledge(base.database, base.clock, words=words, folder=folder)
            return await knowledge.indexes.rebuild(base.tenant_id, told=bar.move)

        count = at_base(tenant, terminal, work)
    terminal.say(f"{count} articles")
    terminal.result({"articles": count, "seconds": round(perf_counter() - began, 2)})


class _Bar:
    """A bar that begins once it is known how much there is."""

    def __init__(self, terminal: Terminal, stack: ExitStack) -> None:
        self._terminal, self._stack = terminal, stack
        self._steps: Steps | None = None
        self._done = 0

    def move(self, done: int, total: int) -> None:
        """So many of all are done."""
        if self._steps is None:
            self._steps = self._stack.enter_context(self._terminal.progress("index", total))
        self._steps.step(done - self._done)
        self._done = done
