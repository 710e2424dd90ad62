"""Work that comes round by itself: warnings, and words that waited for the morning."""

from hearthline.platform.jobs import Job
from hearthline.tickets.notices import Notices
from hearthline.tickets.warnings import Warnings


def ticket_jobs(warnings: Warnings, notices: Notices) -> list[Job]:
    """The jobs of tickets, for the worker to register."""

    async def warn(timestamp: int) -> None:
        """Give the warnings that are due; each once, however often this runs."""
        del timestamp
        await warnings.give_all()

    async def say_held(timestamp: int) -> None:
        """Say what was held back in the night."""
        del timestamp
        await notices.say_held()

    return [
        Job("tickets.warn", warn, every="* * * * * */15", lock="tickets.warn"),
        Job("tickets.say_held", say_held, every="* * * * *", lock="tickets.say_held"),
    ]
