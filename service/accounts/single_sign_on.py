"""What an office chooses for signing in through an identity provider (OpenID Connect)."""

from typing import Final
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from core.record import Record
from service.accounts.rights import Role

LOOPBACK_HOSTS: Final = ("127.0.0.1", "localhost", "::1")


class SingleSignOn(Record):
    """Where people sign in, and what their claims make of them here. Without an issuer there is no single sign-on.

    Attributes:
        issuer: address of the provider, as its discovery document spells it.
        client_id, client_secret: what the provider knows this program by; with no secret PKCE alone protects the code.
        name: what the button on the sign-in page calls the provider.
        scopes: asked for, parted by spaces.
        login_claim: claim that gives the login name here; `email` counts only when the provider verified it.
        role_claim: claim that lists groups or roles.
        roles: which role here each value of `role_claim` gives; the highest counts.
        default_role: role of those with none of these; None: they may not come in.
        unit_claim: claim that names the person's unit; "" for none.
        units: which unit here each value of `unit_claim` means; a value not named here is the unit's own name.
        links_accounts: whoever signs in with the login name of an account made here becomes its owner. Choose it only
            if people cannot choose that claim themselves.
    """

    issuer: str = ""
    client_id: str = ""
    client_secret: SecretStr | None = None
    name: str = Field(default="tài khoản cơ quan", min_length=1, max_length=80)
    scopes: str = "openid profile email"
    login_claim: str = "preferred_username"
    role_claim: str = "groups"
    roles: dict[str, Role] = Field(default={})
    default_role: Role | None = None
    unit_claim: str = ""
    units: dict[str, str] = Field(default={})
    links_accounts: bool = False

    @property
    def is_on(self) -> bool:
        """People sign in through a provider."""
        return bool(self.issuer)

    @field_validator("issuer")
    @classmethod
    def _is_protected(cls, issuer: str) -> str:
        if issuer and not is_protected(issuer):
            raise ValueError("must be an https address")
        return issuer

    @field_validator("scopes")
    @classmethod
    def _asks_for_identity(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError("must hold openid")
        return scopes


def is_protected(address: str) -> bool:
    """What is sent to this address cannot be read on the way: HTTPS, or this machine.

    >>> is_protected("https://id.example.gov.vn"), is_protected("http://localhost:5000/"), is_protected("http://id.vn/")
    (True, True, False)
    """
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK_HOSTS)
    )
