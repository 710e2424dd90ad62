"""What the desk reads about a conversation that was handed over."""

from typing import Self

from pydantic import BaseModel

from hearthline.dialogue.model import HandoverView


class HandoverSlotOut(BaseModel):
    """A thing the bot found out."""

    name: str
    label: str
    value: str


class HandoverOut(BaseModel):
    """What a person who takes over should know."""

    reason: str | None
    summary: str
    slots: list[HandoverSlotOut]
    tried: list[str]
    flow: str | None
    verify_level: str
    emotion: str

    @classmethod
    def of(cls, view: HandoverView) -> Self:
        """From the model."""
        slots = [
            HandoverSlotOut(name=slot.name, label=slot.label, value=slot.value)
            for slot in view.slots
        ]
        return cls(
            reason=view.reason,
            summary=view.summary,
            slots=slots,
            tried=list(view.tried),
            flow=view.flow,
            verify_level=view.verify_level,
            emotion=view.emotion,
        )
