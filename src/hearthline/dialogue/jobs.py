"""Work that comes round by itself: writes without an answer, turns that nobody finished, tests."""

from hearthline.dialogue.releases.playing import Playing
from hearthline.dialogue.settling import Settling
from hearthline.dialogue.silence import Silences
from hearthline.dialogue.turns import Turns
from hearthline.platform.jobs import Job


def dialogue_jobs(
    settling: Settling, turns: Turns, silences: Silences, *, playing: Playing
) -> list[Job]:
    """The jobs of dialogue, for the worker to register."""

    async def settle_writes(timestamp: int) -> None:
        """Ask again what became of writes; each key is carried out once."""
        del timestamp
        await settling.run()

    async def sweep_turns(timestamp: int) -> None:
        """Answer what a killed server left, even when no server is back."""
        del timestamp
        await turns.sweep()

    async def break_silence(timestamp: int) -> None:
        """Speak where nobody answered."""
        del timestamp
        await silences.run()

    async def play_releases(timestamp: int) -> None:
        """Play the tests of releases that somebody asked for."""
        del timestamp
        await playing.run()

    return [
        Job(
            "dialogue.break_silence",
            break_silence,
            every="* * * * * */15",
            attempts=1,
            lock="dialogue.break_silence",
        ),
        Job(
            "dialogue.play_releases",
            play_releases,
            every="* * * * * */2",
            attempts=1,
            lock="dialogue.play_releases",
        ),
        Job(
            "dialogue.settle_writes",
            settle_writes,
            every="* * * * * */5",
            attempts=1,
            lock="dialogue.settle_writes",
        ),
        Job(
            "dialogue.sweep_turns",
            sweep_turns,
            every="* * * * * */10",
            attempts=1,
            lock="dialogue.sweep_turns",
        ),
    ]
