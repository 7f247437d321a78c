"""What the claims of an identity provider make of a person, and whom the office lets in by them."""

import shutil
from pathlib import Path

import pytest

from core.errors import ConfigurationError, SignOnRefused
from service.access.unit_desk import UnitDesk
from service.accounts.claim_rules import Claimed, claimed_person
from service.accounts.desk import AccountDesk
from service.accounts.entrance import Entrance
from service.accounts.identity_provider import new_attempt, unpacked_attempt
from service.accounts.rights import Role
from service.accounts.sign_on_desk import SignOnDesk
from service.accounts.single_sign_on import SingleSignOn
from service.settings import Settings
from service.store import open_database
from service.store.accounts import AccountStore
from service.store.database import DATABASE_NAME
from service.store.units import UnitStore

ISSUER = "https://id.example.vn"
ROLES = {"van-thu": Role.STAFF, "phong-cntt": Role.ADMIN}


@pytest.fixture(scope="module")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new")
    open_database(folder).dispose()
    return folder / DATABASE_NAME


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, new_database: Path) -> None:
    shutil.copy(new_database, tmp_path)


def _desk(folder: Path, **chosen: object) -> tuple[SignOnDesk, AccountDesk]:
    database = open_database(folder)
    accounts = AccountDesk(AccountStore(database))
    rules = SingleSignOn(issuer=ISSUER, client_id="dondoc", **chosen)  # type: ignore[arg-type]
    sign_on = Entrance(rules, database, accounts).sign_on
    assert sign_on is not None
    return sign_on, accounts


def _lan(role: Role | None = Role.STAFF, **more: object) -> Claimed:
    return Claimed(**{"issuer": ISSUER, "subject": "s-1", "login": "lan", "name": "Lan", **more}, role=role)


def _person(accounts: AccountDesk, login: str = "lan") -> tuple[str, Role, bool]:
    return next((one.name, one.role, one.is_active) for one in accounts.list_people() if one.login == login)


def test_claims_tell_name_role_and_unit() -> None:
    rules = SingleSignOn(issuer=ISSUER, roles=ROLES, unit_claim="org.code", units={"P01": "Phòng Tổ chức"})
    claims = {
        "iss": ISSUER,
        "sub": "s-1",
        "preferred_username": "Lan.Tran",
        "name": " Trần  Lan ",
        "groups": ["khác", "van-thu"],
        "org": {"code": "P01"},
    }
    told = claimed_person(claims, rules)
    assert told == Claimed(
        issuer=ISSUER, subject="s-1", login="lan.tran", name="Trần Lan", role=Role.STAFF, units=("Phòng Tổ chức",)
    )
    assert claimed_person({**claims, "groups": {"x": 1}}, rules).role is None
    assert claimed_person({**claims, "preferred_username": "trần lan"}, rules).login == ""
    namespaced = SingleSignOn(issuer=ISSUER, roles=ROLES, role_claim="https://example.vn/roles")
    assert claimed_person({**claims, "https://example.vn/roles": "phong-cntt"}, namespaced).role is Role.ADMIN


def test_an_address_that_nobody_verified_names_nobody() -> None:
    rules = SingleSignOn(issuer=ISSUER, login_claim="email")
    claims = {"iss": ISSUER, "sub": "s", "email": "quan@example.vn", "name": "Quân"}
    assert claimed_person(claims, rules).login == ""
    assert claimed_person({**claims, "email_verified": "true"}, rules).login == ""
    assert claimed_person({**claims, "email_verified": True}, rules).login == "quan@example.vn"


def test_first_sign_on_makes_the_account_later_ones_find_it_and_renew_its_role(tmp_path: Path) -> None:
    desk, accounts = _desk(tmp_path, roles=ROLES)
    key = desk.admit(_lan())
    assert accounts.viewer_of_session(key) is not None
    assert _person(accounts) == ("Lan", Role.STAFF, True)
    desk.admit(_lan(Role.ADMIN, login="lan.moi", name="Lan Mới"))
    assert _person(accounts) == ("Lan", Role.ADMIN, True)
    assert len(accounts.list_people()) == 1
    with pytest.raises(SignOnRefused):
        desk.admit(_lan(None))


def test_whose_role_is_not_named_stays_outside(tmp_path: Path) -> None:
    desk, accounts = _desk(tmp_path)
    with pytest.raises(SignOnRefused):
        desk.admit(_lan(None))
    with pytest.raises(SignOnRefused):
        desk.admit(_lan(login=""))
    assert accounts.list_people() == ()


def test_a_name_that_is_taken_is_not_given_away(tmp_path: Path) -> None:
    desk, accounts = _desk(tmp_path, roles=ROLES)
    accounts.add("lan", name="Lan ở đây", role=Role.REVIEWER, password="sáu con mèo ngủ")
    with pytest.raises(SignOnRefused):
        desk.admit(_lan())
    linking, _ = _desk(tmp_path, links_accounts=True)
    linking.admit(_lan(None))
    assert _person(accounts) == ("Lan ở đây", Role.REVIEWER, True)
    with pytest.raises(SignOnRefused):
        linking.admit(_lan(subject="s-2"))


def test_who_was_locked_out_here_stays_out_whatever_the_provider_says(tmp_path: Path) -> None:
    desk, accounts = _desk(tmp_path, roles=ROLES)
    accounts.add("quan", name="Quản", role=Role.ADMIN, password="sáu con mèo ngủ")
    desk.admit(_lan())
    accounts.set_active("lan", False)
    with pytest.raises(SignOnRefused):
        desk.admit(_lan())


def test_the_provider_says_in_which_units_somebody_works(tmp_path: Path) -> None:
    desk, accounts = _desk(tmp_path, roles=ROLES, unit_claim="dept")
    units = UnitDesk(UnitStore(open_database(tmp_path)))
    office, training = units.add("Văn phòng"), units.add("Phòng Đào tạo")
    desk.admit(_lan(units=("văn phòng", "Phòng đã giải thể")))
    assert accounts.list_people()[0].units == (office.id,)
    desk.admit(_lan(units=("Phòng Đào tạo",)))
    assert accounts.list_people()[0].units == (training.id,)
    desk.admit(_lan())
    assert accounts.list_people()[0].units == ()


def test_what_comes_back_must_have_been_begun_by_this_browser(tmp_path: Path) -> None:
    desk, _ = _desk(tmp_path, roles=ROLES)
    attempt = new_attempt("/van-ban")
    assert unpacked_attempt(attempt.packed()) == attempt
    assert [unpacked_attempt(text) for text in ("", "%%%", "e30=", "không")] == [None] * 4
    for begun, state, code in ((None, "x", "c"), (attempt, "x", "c"), (attempt, attempt.state, "")):
        with pytest.raises(SignOnRefused):
            desk.finish(begun, state=state, code=code, come_back_to="http://127.0.0.1/")


def test_settings_of_single_sign_on_are_checked(tmp_path: Path) -> None:
    good = {"issuer": ISSUER, "client_id": "dondoc"}
    assert Settings(data_dir=tmp_path, accounts=True, oidc=good).oidc.is_on
    for accounts, oidc in (
        (False, good),
        (True, {"issuer": ISSUER}),
        (True, {**good, "issuer": "http://id.example.vn"}),
        (True, {**good, "scopes": "profile"}),
        (True, {**good, "roles": {"x": "king"}}),
    ):
        with pytest.raises(ConfigurationError):
            Settings(data_dir=tmp_path, accounts=accounts, oidc=oidc)
