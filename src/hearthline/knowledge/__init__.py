"""One source of answers for every channel: articles, revisions, publications and their search.

A revision never changes; publishing chooses the one that is found. What a customer is told
names the article and the version that it came from.
"""

from hearthline.knowledge.errors import ArticleUnknown
from hearthline.knowledge.events import KnowledgePublished
from hearthline.knowledge.files import LARGEST_BYTES as LARGEST_ITEM_FILE_BYTES
from hearthline.knowledge.files import ItemFiles, file_jobs
from hearthline.knowledge.graph import (
    Comparisons,
    Graph,
    GraphEditing,
    Profile,
    graph_jobs,
    graph_reactions,
    read_profiles,
)
from hearthline.knowledge.help import HelpCentre, PublicSide
from hearthline.knowledge.learning import (
    Asked,
    Below,
    Best,
    Learning,
    Masking,
    Outcome,
    Questions,
    Source,
    TurnNote,
    without_personal,
)
from hearthline.knowledge.life import Editing, Gatekeeper, Mention, life_jobs
from hearthline.knowledge.model import (
    Article,
    Attachment,
    Attribute,
    Audience,
    Band,
    Draft,
    Hit,
    Kind,
    Origin,
    PackLoad,
    View,
    Why,
)
from hearthline.knowledge.pack import read_articles
from hearthline.knowledge.plain import draft_of, plain_of
from hearthline.knowledge.replica import BundleKind, Bundles, Replicas, SigningKeys
from hearthline.knowledge.search import (
    ArticleIndex,
    Meanings,
    RemoteModel,
    Search,
    ServerAddress,
    TermReader,
)
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.transfer import (
    Exports,
    ImportFiles,
    ImportReading,
    Imports,
    Isolation,
    Judging,
    transfer_jobs,
)
from hearthline.knowledge.trials import KnowledgeTrials
from hearthline.knowledge.wire import WhyOut

__all__ = [
    "LARGEST_ITEM_FILE_BYTES",
    "Article",
    "ArticleIndex",
    "ArticleUnknown",
    "Asked",
    "Attachment",
    "Attribute",
    "Audience",
    "Band",
    "Below",
    "Best",
    "BundleKind",
    "Bundles",
    "Comparisons",
    "Draft",
    "Editing",
    "Exports",
    "Gatekeeper",
    "Graph",
    "GraphEditing",
    "HelpCentre",
    "Hit",
    "ImportFiles",
    "ImportReading",
    "Imports",
    "Isolation",
    "ItemFiles",
    "Judging",
    "Kind",
    "Knowledge",
    "KnowledgePublished",
    "KnowledgeTrials",
    "Learning",
    "Masking",
    "Meanings",
    "Mention",
    "Origin",
    "Outcome",
    "PackLoad",
    "Profile",
    "PublicSide",
    "Questions",
    "RemoteModel",
    "Replicas",
    "Search",
    "ServerAddress",
    "SigningKeys",
    "Source",
    "TermReader",
    "TurnNote",
    "View",
    "Why",
    "WhyOut",
    "draft_of",
    "file_jobs",
    "graph_jobs",
    "graph_reactions",
    "life_jobs",
    "plain_of",
    "read_articles",
    "read_profiles",
    "transfer_jobs",
    "without_personal",
]
