"""The worker process that tests kill."""

import time
from multiprocessing.connection import Connection
from pathlib import Path

from core.page import Page
from service.office import open_office
from service.settings import Settings
from service.store.documents import Order
from tests.office_fakes import engines_reading, read_text_page

ACCEPTED, DONE = "accepted", "done"


def work(data: Path, incoming: Path, log: Path, told: Connection) -> None:
    """What a worker process does until it is killed: takes all files in, reads them, and logs each page it stores."""

    def read(path: Path, page_no: int) -> Page:
        page = read_text_page(path, page_no)
        time.sleep(0.05)
        return page

    settings = Settings(data_dir=data, page_attempts=50)
    with open_office(settings, writer=True, build_engines=engines_reading(read)) as office:
        readings = office._store.readings
        store_page = readings.store_page

        def store_and_log(order: Order, page: Page) -> None:
            store_page(order, page)
            with log.open("a") as stream:
                stream.write(f"{order.document_id} {page.page_no}\n")

        readings.store_page = store_and_log  # type: ignore[method-assign]
        ids = [office.documents.add(path).document.id for path in sorted(incoming.iterdir())]
        told.send(ACCEPTED)
        for document_id in ids:
            office.documents.wait(document_id)
        told.send(DONE)
