"""A simulator of a utility's business systems: a program of its own, with a small town of data.

It keeps the gateway's whole contract for heating and power, sends signed webhooks, and has a page
on which to take work along, let things happen, and cause outages and faults.
"""

from hearthline.entrypoints.simulator.program import BASE, create_simulator, run
from hearthline.entrypoints.simulator.settings import SimulatorSettings

__all__ = ["BASE", "SimulatorSettings", "create_simulator", "run"]
