"""What the claims of an identity provider make of a person here. Pure rules; docs/adr/0162 gives the reasons."""

import re
from collections.abc import Mapping
from typing import Final

from core.record import Record
from core.text import nfc, squeeze
from service.accounts.rights import RIGHTS, Role
from service.accounts.single_sign_on import SingleSignOn

Claims = Mapping[str, object]

_EMAIL: Final = "email"
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
_LONGEST_NAME: Final = 200


class Claimed(Record):
    """A person as the provider tells of them.

    Attributes:
        issuer, subject: who it is, for ever; nothing else of a claim is sure to stay the same.
        login: login name here; "" when the provider tells none that is one.
        name: name that others see.
        role: None for who may not come in.
        units: names or paths of their units here.
    """

    issuer: str
    subject: str
    login: str
    name: str
    role: Role | None
    units: tuple[str, ...] = ()


def claimed_person(claims: Claims, rules: SingleSignOn) -> Claimed:
    """Who the claims speak of, by the rules of the office."""
    login = _login(claims, rules.login_claim)
    return Claimed(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        login=login,
        name=_text(claims, "name") or login,
        role=_role(claims, rules),
        units=_units(claims, rules),
    )


def _login(claims: Claims, claim: str) -> str:
    """The login name that `claim` gives; "" when it gives none, or an e-mail address that nobody verified.

    >>> _login({"preferred_username": "Nguyen.Van.A"}, "preferred_username")
    'nguyen.van.a'
    >>> _login({"email": "a@b.vn", "email_verified": False}, "email")
    ''
    """
    if claim == _EMAIL and claims.get("email_verified") is not True:
        return ""
    login = _text(claims, claim).lower()
    return login if _LOGIN.fullmatch(login) else ""


def _role(claims: Claims, rules: SingleSignOn) -> Role | None:
    """The role with the most rights among those that the person's groups give.

    >>> rules = SingleSignOn(roles={"van-thu": Role.STAFF, "it": Role.ADMIN})
    >>> _role({"groups": ["van-thu", "it", "khác"]}, rules), _role({"groups": "van-thu"}, rules), _role({}, rules)
    (<Role.ADMIN: 'admin'>, <Role.STAFF: 'staff'>, None)
    """
    given = [rules.roles[group] for group in _values(claims, rules.role_claim) if group in rules.roles]
    return max(given, key=lambda role: len(RIGHTS[role]), default=rules.default_role)


def _units(claims: Claims, rules: SingleSignOn) -> tuple[str, ...]:
    """The units that the person's claim names, by the names that they have here.

    >>> rules = SingleSignOn(unit_claim="dept", units={"P01": "Phòng Tổ chức"})
    >>> _units({"dept": ["P01", "Văn phòng"]}, rules), _units({}, rules)
    (('Phòng Tổ chức', 'Văn phòng'), ())
    """
    values = _values(claims, rules.unit_claim) if rules.unit_claim else ()
    return tuple(rules.units.get(value, value) for value in values)


def _values(claims: Claims, claim: str) -> tuple[str, ...]:
    """The words of a claim that may be one word or a list; `a.b` looks into the record `a`, unless it is a name."""
    found: object = claims
    for part in [claim] if claim in claims else claim.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return (squeeze(nfc(found)),)
    return tuple(squeeze(nfc(one)) for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _text(claims: Claims, claim: str) -> str:
    return next(iter(_values(claims, claim)), "")[:_LONGEST_NAME]
