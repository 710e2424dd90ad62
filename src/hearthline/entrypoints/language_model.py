"""The language model of this installation, made from the settings; without a URL there is none."""

from hearthline.kernel import Clock
from hearthline.platform.llm import ModelAddress, ModelLimits, OpenAiModel
from hearthline.platform.settings import LlmSettings


def model_of(settings: LlmSettings, clock: Clock) -> OpenAiModel | None:
    """The client, to be closed at the end; None unless both URL and model are set."""
    if settings.url is None or settings.model is None:
        return None
    address = ModelAddress(
        settings.url,
        settings.model,
        settings.key.get_secret_value() if settings.key else "",
        form=settings.json_form,
        extra=settings.extra or {},
    )
    return OpenAiModel(address, clock, limits=ModelLimits(concurrency=settings.concurrency))
