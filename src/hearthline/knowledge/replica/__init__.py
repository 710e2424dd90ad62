"""The intranet's base and its replica outside: signed bundles, one way, verified, read-only."""

from hearthline.knowledge.replica.keys import SigningKeys
from hearthline.knowledge.replica.model import BundleKind
from hearthline.knowledge.replica.receiving import Replicas
from hearthline.knowledge.replica.sending import Bundles

__all__ = ["BundleKind", "Bundles", "Replicas", "SigningKeys"]
