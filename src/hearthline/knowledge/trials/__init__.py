"""Trying the search as somebody else, and saved questions that it must keep answering."""

from hearthline.knowledge.trials.service import KnowledgeTrials

__all__ = ["KnowledgeTrials"]
