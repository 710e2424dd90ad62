"""Incidents: one cause behind many reports; suspected, confirmed, told of, restored."""

from hearthline.tickets.incidents.attaching import Attaching, PlaceOf, no_places
from hearthline.tickets.incidents.events import IncidentChanged
from hearthline.tickets.incidents.model import Incident, IncidentState, Scope
from hearthline.tickets.incidents.reactions import incident_reactions
from hearthline.tickets.incidents.reading import IncidentFacts
from hearthline.tickets.incidents.service import Incidents
from hearthline.tickets.incidents.telling import Telling

__all__ = [
    "Attaching",
    "Incident",
    "IncidentChanged",
    "IncidentFacts",
    "IncidentState",
    "Incidents",
    "PlaceOf",
    "Scope",
    "Telling",
    "incident_reactions",
    "no_places",
]
