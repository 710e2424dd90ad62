"""Every setting is described, and its reference page is current."""

import pytest

from hearthline.platform.settings import Concern, concerns
from tools.settings_reference import PAGE, page

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("concern", [concern for _, concern in concerns()])
def test_every_setting_says_what_it_means(concern: type[Concern]) -> None:
    silent = [name for name, field in concern.model_fields.items() if not field.description]

    assert silent == []


@pytest.mark.parametrize("concern", [concern for _, concern in concerns()])
def test_a_number_of_time_or_size_names_its_unit(concern: type[Concern]) -> None:
    bare = [name for name in concern.model_fields if name.endswith(("timeout", "interval", "size"))]

    assert [name for name in bare if name != "pool_size"] == []


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text() == page(), "run `make reference`"
