"""Puts the conditions of `service.store.guard` on every statement that goes to a database, by session or connection.

To load this module is to have it work; `service.store` loads it.
"""

from typing import Any

from sqlalchemy import CompoundSelect, Connection, Delete, Engine, Select, Update, event

from service.access.sight import current_sight


@event.listens_for(Engine, "before_execute", retval=True)
def _keep_hidden_out(
    _connection: Connection, statement: Any, multiparams: Any, params: Any, _execution_options: Any
) -> tuple[Any, Any, Any]:
    """The statement with what who acts now may see; the program itself sees everything."""
    sight = current_sight()
    if sight is not None and isinstance(statement, Select | CompoundSelect | Update | Delete):
        from service.store.guard import options_for

        statement = statement.options(*options_for(statement, sight))
    return statement, multiparams, params
