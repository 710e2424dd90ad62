"""The public help centre: pages of what is published for customers, rendered on the server."""

from hearthline.knowledge.help.service import HelpCentre, PublicSide

__all__ = ["HelpCentre", "PublicSide"]
