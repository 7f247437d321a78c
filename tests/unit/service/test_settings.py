"""Settings: what stops the start, and that the example file tells the truth."""

import re
from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.limits import Limits
from service.settings import Settings, variable_names

EXAMPLE = Path(__file__).parents[3] / ".env.example"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_need_no_environment() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert settings.limits == Limits()


def test_environment_and_dotenv_fill_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("DONDOC_PORT=8100\nOTHER_PROGRAM=1\n")
    monkeypatch.setenv("DONDOC_LIMITS__PAGES", "7")
    settings = Settings(data_dir=tmp_path / "kho")
    assert (settings.port, settings.limits.pages, settings.data_dir) == (8100, 7, tmp_path / "kho")


@pytest.mark.parametrize("name", ["DONDOC_PORTT", "DONDOC_LIMITS__PAGE", "dondoc_hosts", "DONDOC_LIMITS"])
def test_unknown_variable_stops_the_start_and_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(ConfigurationError, match=name):
        Settings()


def test_unknown_name_in_dotenv_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DONDOC_PROT=8100\n")
    with pytest.raises(ConfigurationError, match=r"DONDOC_PROT.*DONDOC_PORT"):
        Settings()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.vn"])
def test_open_host_is_refused(host: str) -> None:
    with pytest.raises(ConfigurationError, match="DONDOC_HOST"):
        Settings(host=host)


def test_unknown_name_given_by_a_caller_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="DONDOC_DATADIR"):
        Settings(datadir="x")


def test_placeholder_secret_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_CHAT_MODEL", "openai:m")
    monkeypatch.setenv("DONDOC_CHAT_API_KEY", "changeme")
    with pytest.raises(ConfigurationError, match="DONDOC_CHAT_API_KEY") as caught:
        Settings()
    assert "changeme" not in str(caught.value)


def test_chat_address_without_a_model_is_contradictory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_CHAT_BASE_URL", "http://localhost:9")
    with pytest.raises(ConfigurationError, match="DONDOC_CHAT_MODEL"):
        Settings()


def test_example_file_lists_every_setting_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = re.findall(r"^# (DONDOC_\w+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, _ in lines] == list(variable_names())
    defaults = Settings()
    for name, value in lines:
        monkeypatch.setenv(name, value)
    assert Settings() == defaults
