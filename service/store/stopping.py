"""Before each statement that only reads, what gives way stops for searches: an answer has a hundred such moments.

To load this module is to have it work; `service.store` loads it. A transaction that writes never stops: others wait for
it.
"""

from sqlalchemy import Connection, Engine, event

from service.precedence import stop_for_searches


@event.listens_for(Engine, "before_cursor_execute")
def _stop(connection: Connection, *_: object) -> None:
    if not connection.get_execution_options().get("writes"):
        stop_for_searches()
