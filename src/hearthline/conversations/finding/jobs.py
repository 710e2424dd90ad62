"""Work that comes round by itself: filling the search behind what is said."""

from hearthline.conversations.finding.indexing import Indexer
from hearthline.platform.jobs import Job


def finding_jobs(indexer: Indexer) -> list[Job]:
    """The jobs of the search, for the worker to register."""

    async def fill_search(timestamp: int) -> None:
        """Put in what was said since; what is missed now is put in two seconds later."""
        del timestamp
        await indexer.run()

    return [
        Job(
            "conversations.fill_search",
            fill_search,
            every="* * * * * */2",
            attempts=1,
            lock="conversations.fill_search",
        )
    ]
