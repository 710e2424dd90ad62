"""What can go wrong with a language model.

Unavailable
└── ModelUnavailable   no answer that can be used; whoever asked goes on without it
"""

from hearthline.kernel import Unavailable, Words


class ModelUnavailable(Unavailable):
    """No usable answer; `cause` is a constant word: slow, busy, circuit_open, unreachable,
    refused, failing, too_large, cut or nonsense."""

    code = "llm.unavailable"
    title = Words(zh="语言模型没有回应", en="The language model does not answer")
    detail = Words(
        zh="语言模型没有可用的回应（{cause}）。",
        en="The language model gave no usable answer ({cause}).",
    )

    def __init__(self, cause: str) -> None:
        """Keep the cause, never anything of the question or the answer."""
        super().__init__(cause=cause)
        self.cause = cause
