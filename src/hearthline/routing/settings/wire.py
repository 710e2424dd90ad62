"""Bodies of the desk's settings."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from hearthline.routing.model import PresenceState
from hearthline.routing.settings.model import Code, CodeGroup, DeskSetting, Reason

_Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[^\x00]*$"),
]
_CodeName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReasonBody(_Body):
    """A reason to take no conversations; `busy` is at work elsewhere, `away` is a break."""

    label: _Label
    state: Literal["busy", "away"]


class CodeBody(_Body):
    """A code of the second level."""

    code: _CodeName
    label: _Label


class CodeGroupBody(_Body):
    """A group of codes."""

    code: _CodeName
    label: _Label
    codes: list[CodeBody] = Field(max_length=60)


class DeskSettingBody(_Body):
    """How the desk works; `wrap_up_s` are seconds, 0 leaves wrap-up out."""

    may_exceed: bool
    wrap_up_s: int = Field(ge=0, le=900)
    wrap_up_required: bool
    reasons: list[ReasonBody] = Field(min_length=1, max_length=30)
    groups: list[CodeGroupBody] = Field(min_length=1, max_length=40)

    @model_validator(mode="after")
    def told_apart(self) -> Self:
        """No label or code stands twice."""
        labels = [one.label for one in self.reasons]
        codes = [group.code for group in self.groups]
        codes += [one.code for group in self.groups for one in group.codes]
        if len(set(labels)) < len(labels):
            raise PydanticCustomError("reason_twice", "Each reason once")
        if len(set(codes)) < len(codes):
            raise PydanticCustomError("code_twice", "Each code once")
        return self

    def model(self) -> DeskSetting:
        """The settings that the body writes."""
        return DeskSetting(
            may_exceed=self.may_exceed,
            wrap_up_s=self.wrap_up_s,
            is_wrap_up_required=self.wrap_up_required,
            reasons=tuple(Reason(one.label, PresenceState(one.state)) for one in self.reasons),
            groups=tuple(
                CodeGroup(
                    group.code, group.label, tuple(Code(one.code, one.label) for one in group.codes)
                )
                for group in self.groups
            ),
        )

    @classmethod
    def of(cls, setting: DeskSetting) -> Self:
        """The settings on the wire."""
        return cls(
            may_exceed=setting.may_exceed,
            wrap_up_s=setting.wrap_up_s,
            wrap_up_required=setting.is_wrap_up_required,
            reasons=[
                ReasonBody.model_validate({"label": one.label, "state": one.state.value})
                for one in setting.reasons
            ],
            groups=[
                CodeGroupBody(
                    code=group.code,
                    label=group.label,
                    codes=[CodeBody(code=one.code, label=one.label) for one in group.codes],
                )
                for group in setting.groups
            ],
        )
