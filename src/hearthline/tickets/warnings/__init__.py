"""Warns before and after a clock is missed: worker, team lead, supervisors, managers."""

from hearthline.tickets.warnings.service import Warnings

__all__ = ["Warnings"]
