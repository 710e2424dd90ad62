"""Settings come from the environment, or have safe defaults."""

import stat
from pathlib import Path

import pytest

from hearthline.platform.settings import (
    SettingInvalid,
    load_settings,
    unknown_variables,
)

pytestmark = pytest.mark.unit


def test_nothing_set_means_the_embedded_database_and_no_language_model() -> None:
    settings = load_settings({})

    assert settings.database.url is None
    assert settings.business.url is None
    assert settings.llm.url is None
    assert settings.server.port == 8080


def test_the_names_of_the_contract_are_read(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "HEARTHLINE_DATABASE_URL": "postgresql://somewhere/db",
            "HEARTHLINE_BUSINESS_URL": "http://gateway/gw/v1",
            "HEARTHLINE_BUSINESS_TOKEN": "t",
            "HEARTHLINE_BUSINESS_WEBHOOK_SECRET": "w",
            "HEARTHLINE_DATA_DIR": str(tmp_path),
            "HEARTHLINE_SECRET_KEY": "k" * 32,
            "HEARTHLINE_LLM_URL": "http://model",
            "HEARTHLINE_LLM_MODEL": "m",
            "HEARTHLINE_LLM_KEY": "s",
        }
    )

    assert settings.database.url is not None
    assert settings.database.url.get_secret_value() == "postgresql://somewhere/db"
    assert settings.business.url == "http://gateway/gw/v1"
    assert settings.data.dir == tmp_path
    assert settings.secret_key() == "k" * 32
    assert settings.webhook_secret() == "w"
    assert settings.llm.model == "m"


def test_an_empty_variable_counts_as_unset() -> None:
    assert load_settings({"HEARTHLINE_DATABASE_URL": ""}).database.url is None


def test_a_bad_value_names_its_variable_and_not_the_value() -> None:
    with pytest.raises(SettingInvalid) as caught:
        load_settings({"HEARTHLINE_SECRET_KEY": "tooshort"})

    assert "HEARTHLINE_SECRET_KEY" in caught.value.told().en
    assert "tooshort" not in caught.value.told().en


def test_secrets_do_not_show_when_printed() -> None:
    settings = load_settings({"HEARTHLINE_SECRET_KEY": "abcdefgh" * 4})

    assert "abcdefgh" not in repr(settings)


def test_a_misspelt_variable_is_noticed() -> None:
    assert unknown_variables({"HEARTHLINE_DATABSE_URL": "x"}) == ["HEARTHLINE_DATABSE_URL"]


def test_the_secret_key_is_made_once_and_readable_by_us_alone(tmp_path: Path) -> None:
    settings = load_settings({"HEARTHLINE_DATA_DIR": str(tmp_path)})

    assert settings.secret_key() == settings.secret_key()
    assert len(settings.secret_key()) >= 32
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
