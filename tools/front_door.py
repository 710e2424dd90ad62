"""The import-linter contract that keeps slices behind their front doors.

`hearthline.quality.*` may import `hearthline.tickets`, never `hearthline.tickets.store`.
"""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoorContract(Contract):
    """Forbids importing what lies inside another slice."""

    root: Any = fields.StringField()
    open_to: Any = fields.SetField(subfield=fields.StringField())
    shared: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  # import-linter's signature
        """Name every import that passes by a door."""
        slices = set(graph.find_children(self.root))
        trespasses = [
            (importer, inner)
            for home in sorted(slices - set(self.open_to))
            for inner in sorted(self._inside(graph, home))
            for importer in sorted(graph.find_modules_that_directly_import(inner))
            if self._is_stranger(importer, home)
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each trespass."""
        for importer, inner in check.metadata["trespasses"]:
            output.print_error(f"{importer} reaches into {inner}; import from the slice's door.")

    def _inside(self, graph: ImportGraph, home: str) -> set[str]:
        inner: set[str] = set(graph.find_descendants(home))
        if home in self.shared:
            inner -= set(graph.find_children(home))
        return inner

    def _is_stranger(self, importer: str, home: str) -> bool:
        if importer == home or importer.startswith(f"{home}."):
            return False
        if not importer.startswith(f"{self.root}."):
            return False
        return not any(importer == it or importer.startswith(f"{it}.") for it in self.open_to)
