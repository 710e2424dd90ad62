"""The trade as a graph: what is named by which item, what else applies, what differs.

Read out of items and policy profiles, corrected by people; what people did stays.
"""

from hearthline.knowledge.graph.comparisons import Comparisons
from hearthline.knowledge.graph.editing import GraphEditing
from hearthline.knowledge.graph.jobs import graph_jobs
from hearthline.knowledge.graph.model import (
    Associated,
    Entity,
    EntityKind,
    Profile,
    RelationKind,
    Shared,
)
from hearthline.knowledge.graph.profiles import read_profiles
from hearthline.knowledge.graph.reactions import graph_reactions
from hearthline.knowledge.graph.service import Graph

__all__ = [
    "Associated",
    "Comparisons",
    "Entity",
    "EntityKind",
    "Graph",
    "GraphEditing",
    "Profile",
    "RelationKind",
    "Shared",
    "graph_jobs",
    "graph_reactions",
    "read_profiles",
]
