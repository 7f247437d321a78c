"""Units, people and restrictions as pages, API, tokens and command line handle them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from service.access.secrecy import Secrecy
from service.accounts.rights import Right
from service.cli.main import app
from tests.restricted_office import TEXT, Place


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("edges"))
    yield place
    place.close()


@pytest.mark.slow
def test_people_units_and_restrictions_over_http(place: Place) -> None:
    admin, an, binh = (place.client(login) for login in ("quan", "an", "binh"))
    tree, people = "/quan-tri/don-vi", "/quan-tri/nguoi-dung"
    assert admin.post(tree, data={"ten": "Phòng C", "cap_tren": "Sở"}).status_code == 303
    assert admin.post(f"{tree}/ten", data={"don_vi": "Sở / Phòng C", "ten": "Phòng D"}).status_code == 303
    assert admin.post(f"{tree}/cap-tren", data={"don_vi": "Phòng D"}).status_code == 303
    assert "Phòng D" in admin.get(tree).text
    assert {"name": "Phòng D", "path": "Phòng D", "depth": 0, "people": 0} in an.get("/api/v1/units").json()["units"]
    assert admin.post(f"{people}/an/pham-vi", data={"don_vi": "Phòng D", "do_mat": "mat"}).status_code == 303
    assert (place.office.accounts.get("an").clearance, place.viewer("an").units) == (
        Secrecy.CONFIDENTIAL,
        frozenset({place.office.access.units.tree().find("Phòng D").id}),
    )
    assert admin.post(f"{people}/an/pham-vi", data={"don_vi": "Phòng A", "do_mat": "noi-bo"}).status_code == 303
    assert admin.post(f"{tree}/xoa", data={"don_vi": "Phòng D"}).status_code == 303
    text = TEXT.format(number="950/KH-SGD", mark="", cited="1/KH-X").encode()
    handed = {"unit": "Phòng B", "secrecy": "nội bộ"}
    answer = binh.post("/api/v1/documents", data=handed, files={"files": ("a.txt", text, "text/plain")})
    address = f"/api/v1/documents/{answer.json()['documents'][0]['id']}"
    place.read_all()
    told = binh.get(f"{address}/access").json()
    assert (told["secrecy"], told["unit"], told["people"]) == ("internal", "Sở / Phòng B", ["binh"])
    assert (an.get(address).status_code, an.get(f"{address}/access").status_code) == (404, 404)
    assert binh.put(f"{address}/access", json={"unit": "Phòng B", "people": ["binh", "an"]}).status_code == 200
    refused = an.put(f"{address}/access", json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    page = f"/van-ban/{address.rpartition('/')[2]}/nguoi-xem"
    assert "Bạn siết lại được" in an.get(page).text
    assert an.post(page, data={"do_mat": "mat", "don_vi": "Phòng B"}).headers["location"] == "/van-ban"
    assert an.get(page).status_code == 404


@pytest.mark.slow
def test_a_token_sees_no_more_than_its_rights_allow(place: Place) -> None:
    hidden = place.plan(unit="Phòng B", by="binh")
    client = place.client("")
    for rights, status in (({Right.READ, Right.ADMIN}, 200), ({Right.READ}, 404)):
        secret = place.office.accounts.make_token("quan", name="máy", rights=frozenset(rights)).secret
        answer = client.get(f"/api/v1/documents/{hidden}", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == status


@pytest.mark.slow
def test_the_command_line_tells_and_sets_it(place: Place) -> None:
    document = place.plan(unit="Phòng B", by="quan")

    def told(*arguments: str) -> dict[str, Any]:
        done = CliRunner().invoke(app, ["--data-dir", str(place.office.settings.data_dir), *arguments, "--json"])
        assert done.exit_code == 0, done.output
        record: dict[str, Any] = json.loads(done.stdout)
        return record

    assert told("access", document)["unit"] == "Sở / Phòng B"
    assert told("access", document, "--secrecy", "mat", "--person", "an")["open_to"] == ["an", "giang", "quan"]
    assert told("access", document, "--lift")["secrecy"] == "open"
    person = told("users", "set", "giang", "--unit", "Phòng A", "--unit", "Sở", "--clearance", "toi-mat")
    assert (person["units"], person["clearance"]) == (["Sở", "Sở / Phòng A"], "secret")
    assert told("users", "set", "giang", "--no-unit")["units"] == []
    assert "Phòng A" in [unit["name"] for unit in told("units", "list")["units"]]
    told("users", "set", "giang", "--unit", "Sở")
