"""What can be wrong with a filled form.

Invalid
└── DetailsUnfit
"""

from hearthline.kernel import Invalid, Words


class DetailsUnfit(Invalid):
    """Fields are missing or hold what they cannot take; `errors` points to each."""

    code = "ticket.details_unfit"
    title = Words(zh="表单有误", en="The form is not complete")
    detail = Words(zh="请补充或更正：{labels_zh}。", en="Please fill in or correct: {labels_en}.")
