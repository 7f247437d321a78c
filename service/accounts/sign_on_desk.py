"""Lets people in whom the identity provider vouches for; makes their account, or finds it."""

import hmac
import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from core.errors import Ambiguous, NotFound, SignOnRefused
from service.access.unit_desk import UnitDesk
from service.accounts.claim_rules import Claimed, claimed_person
from service.accounts.desk import AccountDesk
from service.accounts.identity_provider import Attempt, IdentityProvider, new_attempt
from service.accounts.records import Person
from service.accounts.rights import Role
from service.accounts.single_sign_on import SingleSignOn
from service.audit.noting import note
from service.audit.records import Deed
from service.store.accounts import AccountStore
from service.store.identities import IdentityStore

_log = logging.getLogger(__name__)


class SignOnDesk:
    """Single sign-on of an office. docs/adr/0162 gives the rules.

    Args:
        chosen: the provider, and what its claims mean here.
        accounts: where sessions begin.
        units: the units of the office.
    """

    def __init__(
        self,
        chosen: SingleSignOn,
        *,
        accounts: AccountDesk,
        store: AccountStore,
        identities: IdentityStore,
        units: UnitDesk,
    ) -> None:
        self._chosen, self._provider, self._accounts = chosen, IdentityProvider(chosen), accounts
        self._store, self._identities, self._units = store, identities, units

    @property
    def name(self) -> str:
        """What the sign-in page calls the provider."""
        return self._chosen.name

    def begin(self, back: str, *, come_back_to: str) -> tuple[Attempt, str]:
        """A sign-in that begins, and the provider's page for it.

        Raises:
            ProviderUnavailable: the provider cannot be reached.
        """
        attempt = new_attempt(back)
        return attempt, self._provider.sign_in_address(attempt, come_back_to)

    def finish(self, attempt: Attempt | None, *, state: str, code: str, come_back_to: str) -> str:
        """Begins the session of who came back; returns what the cookie is to hold.

        Raises:
            SignOnRefused: this browser began no such sign-in, the provider does not vouch for it, or the office has no
                place for the person.
            ProviderUnavailable: the provider cannot be reached.
        """
        if attempt is None or not code or not hmac.compare_digest(attempt.state.encode(), state.encode()):
            raise SignOnRefused("this browser did not begin that sign-in", where="state")
        return self.admit(claimed_person(self._provider.claims(code, attempt, come_back_to), self._chosen))

    def leave_address(self, come_back_to: str) -> str | None:
        """The provider's page that ends the session there too; None when it has none.

        Raises:
            ProviderUnavailable: the provider cannot be reached.
        """
        return self._provider.leave_address(come_back_to)

    def admit(self, claimed: Claimed) -> str:
        """Begins a session for a person whom the provider vouches for; returns what the cookie is to hold.

        Raises:
            SignOnRefused: they have no role here, no login name, one that is another's, or are locked out.
        """
        if claimed.role is None and self._chosen.roles:
            raise _no_role(claimed)
        login = self._identities.login_of(claimed.issuer, claimed.subject)
        person = self._known(login, claimed.role) if login is not None else self._joined(claimed)
        if not person.is_active:
            raise SignOnRefused("tài khoản này đã bị khóa", where=person.login, advice="nhờ người quản trị mở lại")
        note(Deed.SIGN_IN, who=person.login)
        if self._chosen.unit_claim:
            self._place(person.login, claimed.units)
        return self._accounts.begin_session(person)

    def _place(self, login: str, units: Sequence[str]) -> None:
        """Has a person work in these units and no others; one that the office does not know is left out."""
        tree, known = self._units.tree(), []
        for unit in units:
            try:
                known.append(tree.find(unit).path)
            except (NotFound, Ambiguous) as error:
                _log.warning("single sign-on: unit of %s left out: %s", login, error)
        self._units.place(login, known)

    def _known(self, login: str, role: Role | None) -> Person:
        """The account of this name; the provider's word on the role counts, where the office has it give roles."""
        found = self._store.find(login)
        if found is None:
            raise SignOnRefused("the account is gone", where=login)
        if self._chosen.roles and role is not None and found.person.role is not role:
            return self._store.change(login, role=role.value)
        return found.person

    def _joined(self, claimed: Claimed) -> Person:
        """The account of an identity that is here for the first time: a new one, or the one of its name."""
        if not claimed.login:
            raise SignOnRefused(
                "máy chủ đăng nhập chung không cho biết tên đăng nhập",
                where=self._chosen.login_claim,
                advice="nhờ người quản trị xem DONDOC_OIDC__LOGIN_CLAIM",
            )
        now = datetime.now(UTC)
        found = self._store.find(claimed.login)
        if found is None:
            if claimed.role is None:
                raise _no_role(claimed)
            person = self._store.add(claimed.login, name=claimed.name, role=claimed.role, password_hash=None, now=now)
        elif self._chosen.links_accounts and not self._identities.is_owned(found.person.id):
            person = self._known(claimed.login, claimed.role)
        else:
            raise SignOnRefused(
                "tên đăng nhập này đã là của một tài khoản khác ở đây",
                where=claimed.login,
                advice="nhờ người quản trị đổi tên tài khoản kia, hoặc cho phép nối tài khoản",
            )
        self._identities.join(claimed.issuer, claimed.subject, person_id=person.id, now=now)
        return person


def _no_role(claimed: Claimed) -> SignOnRefused:
    return SignOnRefused(
        "tài khoản này chưa được giao vai trò nào ở đây", where=claimed.login, advice="nhờ người quản trị cấp vai trò"
    )
