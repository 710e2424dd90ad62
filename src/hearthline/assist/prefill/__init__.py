"""Fields of a ticket's form, filled from what the customer said, each with its place."""

from hearthline.assist.prefill.service import Prefill, Prefilled

__all__ = ["Prefill", "Prefilled"]
