"""What is run in containers: closed by default, limited, watched, and set by settings that exist."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from service.settings import variable_names

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_closed_limited_and_watched(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"].split(":")[0] not in ("0", "root")
    assert {"mem_limit", "cpus", "pids_limit", "healthcheck", "restart"} <= service.keys()


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_settings_exist_and_secrets_stand_in_files(name: str) -> None:
    given = SERVICES[name].get("environment", {})
    assert {key for key in given if key.startswith("DONDOC_")} <= set(variable_names())
    assert not [key for key in given if "PASSWORD" in key and not key.endswith("_FILE")]
    assert set(SERVICES[name].get("secrets", [])) <= COMPOSE["secrets"].keys()


def test_the_image_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert "USER 10001:10001" in last_stage


def test_the_compose_file_keeps_to_the_compose_specification() -> None:
    from check_jsonschema import main  # only here: it takes a second to load

    done = CliRunner().invoke(main, ["--builtin-schema", "vendor.compose-spec", str(ROOT / "docker-compose.yml")])
    assert done.exit_code == 0, done.output
