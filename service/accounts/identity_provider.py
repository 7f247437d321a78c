"""The identity provider: where people are sent to sign in, and what it vouches for when they come back.

Authorization code with PKCE (RFC 7636), discovery, and an ID token whose signature, issuer, audience, time and nonce
are checked (OpenID Connect Core 1.0, section 3.1.3.7). Only the issuer of the settings is called, and what it names.
"""

import base64
import binascii
import logging
import secrets
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import ValidationError

from core.errors import ProviderUnavailable, SignOnRefused
from core.record import Record
from service.accounts.single_sign_on import SingleSignOn, is_protected

_log = logging.getLogger(__name__)

_SECONDS: Final = 10.0
_DISCOVERED_FOR_SECONDS: Final = 3600.0
_LEEWAY_SECONDS: Final = 60
_SIGNATURES: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"]
"""Signatures with the provider's own key. None of them can be made with what this program knows."""


class Attempt(Record):
    """A sign-in under way; the browser keeps it until it comes back.

    Attributes:
        state: comes back with the browser: what was begun elsewhere is not finished here.
        nonce: comes back inside the ID token: a token of another sign-in is not taken.
        verifier: of PKCE: a code that somebody read on the way is of no use.
        back: page to go to afterwards.
    """

    state: str
    nonce: str
    verifier: str
    back: str

    def packed(self) -> str:
        """As a cookie holds it."""
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode()


def new_attempt(back: str) -> Attempt:
    """A sign-in that begins now."""
    state, nonce, verifier = (secrets.token_urlsafe(size) for size in (24, 24, 48))
    return Attempt(state=state, nonce=nonce, verifier=verifier, back=back)


def unpacked_attempt(packed: str) -> Attempt | None:
    """The sign-in that a cookie holds; None when it holds none."""
    try:
        return Attempt.model_validate_json(base64.urlsafe_b64decode(packed.encode()))
    except (binascii.Error, ValidationError, ValueError):
        return None


class _Provider(Record):
    """What the provider tells of itself, and its keys."""

    authorize: str
    token: str
    userinfo: str
    leave: str
    keys: dict[str, Any]
    found_at_seconds: float


class IdentityProvider:
    """The provider of the settings; it is asked about itself when first needed, and again every hour."""

    def __init__(self, chosen: SingleSignOn) -> None:
        self._chosen = chosen
        self._found: _Provider | None = None

    def sign_in_address(self, attempt: Attempt, come_back_to: str) -> str:
        """Where the browser is sent.

        Args:
            come_back_to: address of ours that the provider knows.

        Raises:
            ProviderUnavailable: it cannot be asked where that is.
        """
        provider = self._discovered()
        with self._client(come_back_to) as client:
            address, _ = client.create_authorization_url(
                provider.authorize, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
            )
        return str(address)

    def leave_address(self, come_back_to: str) -> str | None:
        """Where a browser ends its session with the provider too; None when the provider has no such page.

        Raises:
            ProviderUnavailable: it cannot be asked.
        """
        leave = self._discovered().leave
        asked = urlencode({"client_id": self._chosen.client_id, "post_logout_redirect_uri": come_back_to})
        return f"{leave}{'&' if urlsplit(leave).query else '?'}{asked}" if leave else None

    def claims(self, code: str, attempt: Attempt, come_back_to: str) -> dict[str, Any]:
        """What the provider says of who came back with `code`; what the ID token leaves out is asked of it.

        Raises:
            SignOnRefused: the code or the token is not what it should be.
            ProviderUnavailable: the provider cannot be reached.
        """
        provider = self._discovered()
        try:
            with self._client(come_back_to) as client:
                token = client.fetch_token(provider.token, code=code, code_verifier=attempt.verifier)
                told = self._checked(token, attempt.nonce)
                if provider.userinfo:
                    more = client.get(provider.userinfo).raise_for_status().json()
                    told = {**more, **told} if more.get("sub") == told["sub"] else told
                return told
        except httpx2.HTTPError as exc:
            raise ProviderUnavailable("the identity provider does not answer", where=self._chosen.issuer) from exc
        except (AuthlibBaseError, JoseError, ValueError, KeyError, AttributeError) as exc:
            _log.warning("single sign-on: %s: %s", type(exc).__name__, exc)
            raise SignOnRefused("the identity provider does not vouch for them", where=self._chosen.issuer) from exc

    def _checked(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of the ID token, which the provider signed for us, now, and for this sign-in."""
        try:
            opened = jwt.decode(token["id_token"], self._keys(), algorithms=_SIGNATURES)
        except JoseError:
            self._found = None
            opened = jwt.decode(token["id_token"], self._keys(), algorithms=_SIGNATURES)
        claims = CodeIDToken(
            opened.claims,
            opened.header,
            options={
                "iss": {"essential": True, "value": self._chosen.issuer},
                "aud": {"essential": True, "value": self._chosen.client_id},
                "sub": {"essential": True},
            },
            params={
                "nonce": nonce,
                "client_id": self._chosen.client_id,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(leeway=_LEEWAY_SECONDS)
        return dict(claims)

    def _keys(self) -> KeySet:
        return KeySet.import_key_set({"keys": self._discovered().keys["keys"]})

    def _discovered(self) -> _Provider:
        found = self._found
        if found is None or time.monotonic() - found.found_at_seconds > _DISCOVERED_FOR_SECONDS:
            found = self._found = self._discover()
        return found

    def _discover(self) -> _Provider:
        issuer = self._chosen.issuer
        try:
            with httpx2.Client(timeout=_SECONDS) as client:
                told = client.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration").raise_for_status().json()
                if told["issuer"] != issuer:
                    raise ValueError("the provider calls itself otherwise")
                keys = client.get(_protected(told["jwks_uri"])).raise_for_status().json()
            return _Provider(
                authorize=_protected(told["authorization_endpoint"]),
                token=_protected(told["token_endpoint"]),
                userinfo=_protected(told.get("userinfo_endpoint", "")),
                leave=_protected(told.get("end_session_endpoint", "")),
                keys=keys,
                found_at_seconds=time.monotonic(),
            )
        except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError) as exc:
            raise ProviderUnavailable(f"no OpenID provider there: {exc}", where=issuer) from exc

    def _client(self, come_back_to: str) -> OAuth2Client:
        secret = self._chosen.client_secret
        return OAuth2Client(
            client_id=self._chosen.client_id,
            client_secret=secret.get_secret_value() if secret else None,
            scope=self._chosen.scopes,
            redirect_uri=come_back_to,
            code_challenge_method="S256",
            timeout=_SECONDS,
        )


def _protected(address: str) -> str:
    """`address`, unless what is sent there could be read on the way."""
    if address and not is_protected(address):
        raise ValueError(f"{address} is not an https address")
    return address
