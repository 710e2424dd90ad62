"""Knowledge on its way in and out: the services of imports, exports, bundles and replicas."""

from dataclasses import dataclass

from hearthline.entrypoints.floors import Foundation
from hearthline.knowledge import (
    Bundles,
    Editing,
    Exports,
    ImportFiles,
    ImportReading,
    Imports,
    Isolation,
    Judging,
    Knowledge,
    Replicas,
    SigningKeys,
    transfer_jobs,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.jobs import Job
from hearthline.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Exchange:
    """What routes may ask for, and what comes round by itself."""

    imports: Imports
    exports: Exports
    bundles: Bundles
    replicas: Replicas
    reading: ImportReading

    @property
    def services(self) -> tuple[object, ...]:
        """What routes may ask for."""
        return (self.imports, self.exports, self.bundles, self.replicas)

    def jobs(self) -> list[Job]:
        """What comes round by itself."""
        return transfer_jobs(self.reading)


def exchange_of(ground: Foundation, knowledge: Knowledge, editing: Editing) -> Exchange:
    """Make the services."""
    settings, database, clock = ground.settings, ground.database, ground.clock
    files = ImportFiles(settings.data.dir / "imports")
    judging = Judging(knowledge, clock)
    isolation = Isolation(tesseract=settings.knowledge.tesseract)
    return Exchange(
        Imports(database, clock, judging=judging, editing=editing, files=files),
        Exports(database),
        Bundles(knowledge, signing_keys(settings), clock),
        Replicas(knowledge, clock),
        ImportReading(database, clock, judging=judging, files=files, isolation=isolation),
    )


def signing_keys(settings: Settings) -> SigningKeys:
    """The keys of bundles: from the secret set for them, or from the installation's."""
    own = settings.knowledge.signing_secret
    secret = settings.secret_key() if own is None else own.get_secret_value()
    return SigningKeys(Vault(secret))
