"""Work that comes round by itself: sheets that were taken in."""

from hearthline.platform.jobs import Job
from hearthline.tickets.exchange.working import IntakeWork


def exchange_jobs(work: IntakeWork) -> list[Job]:
    """The jobs of sheets, for the worker to register."""

    async def apply_sheets(timestamp: int) -> None:
        """Do what sheets say that wait, or that were broken off."""
        del timestamp
        await work.run()

    return [
        Job(
            "exchange.apply_sheets",
            apply_sheets,
            every="* * * * * */2",
            attempts=1,
            lock="exchange.apply_sheets",
        )
    ]
