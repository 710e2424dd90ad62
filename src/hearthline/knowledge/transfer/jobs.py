"""Work that comes round by itself: files that wait to be read."""

from hearthline.knowledge.transfer.gathering import ImportReading
from hearthline.platform.jobs import Job


def transfer_jobs(reading: ImportReading) -> list[Job]:
    """The jobs of imports, for the worker to register."""

    async def read_imports(timestamp: int) -> None:
        """Read what somebody gave to be read."""
        del timestamp
        await reading.run()

    return [
        Job(
            "knowledge.read_imports",
            read_imports,
            every="* * * * * */2",
            attempts=1,
            lock="knowledge.read_imports",
        )
    ]
