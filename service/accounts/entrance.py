"""All ways into an office, put together."""

from sqlalchemy import Engine

from service.access.unit_desk import UnitDesk
from service.accounts.desk import AccountDesk
from service.accounts.request_counts import RequestCounts
from service.accounts.sign_on_desk import SignOnDesk
from service.accounts.single_sign_on import SingleSignOn
from service.accounts.start_keys import StartKeys
from service.store.accounts import AccountStore
from service.store.identities import IdentityStore
from service.store.request_counts import RequestCountStore
from service.store.start_keys import StartKeyStore
from service.store.units import UnitStore


class Entrance:
    """The ways into an office.

    Attributes:
        sign_on: through an identity provider; None where there is none.
        start_keys: on a server without accounts.
        counts: how often each person and address asked of late.
    """

    def __init__(self, chosen: SingleSignOn, database: Engine, accounts: AccountDesk) -> None:
        self.start_keys = StartKeys(StartKeyStore(database))
        self.counts = RequestCounts(RequestCountStore(database))
        self.sign_on: SignOnDesk | None = None
        if chosen.is_on:
            store, identities = AccountStore(database), IdentityStore(database)
            units = UnitDesk(UnitStore(database))
            self.sign_on = SignOnDesk(chosen, accounts=accounts, store=store, identities=identities, units=units)
