"""All pages in one router."""

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter

from service.office import Office
from service.vietnamese_dates import today_in_vietnam
from service.web.assets import add_assets
from service.web.error_pages import add_missing_page, make_page_route
from service.web.pages_access import add_access
from service.web.pages_admin import add_admin
from service.web.pages_ask import add_ask
from service.web.pages_charts import add_charts
from service.web.pages_document import add_document
from service.web.pages_documents import add_documents
from service.web.pages_follow_up import add_follow_up
from service.web.pages_format import add_format
from service.web.pages_home import add_home
from service.web.pages_people import add_people
from service.web.pages_report import add_report
from service.web.pages_results import add_results
from service.web.pages_review import add_review
from service.web.pages_sign_in import add_sign_in
from service.web.pages_single_sign_on import add_single_sign_on
from service.web.pages_system import add_system
from service.web.pages_task import add_task
from service.web.pages_tasks import add_tasks
from service.web.pages_unit_tree import add_unit_tree
from service.web.pages_units import add_units
from service.web.rendering import PageRenderer


def build_web_router(office: Office, *, today: Callable[[], date] = today_in_vietnam) -> APIRouter:
    """The Vietnamese pages of `office`. Include it after every other router: it answers unknown addresses too.

    Args:
        today: the day that deadlines are seen from.
    """
    pages = PageRenderer()
    router = APIRouter(route_class=make_page_route(pages), include_in_schema=False)
    add_home(router, office, pages, today=today)
    add_documents(router, office, pages)
    add_document(router, office, pages, today=today)
    add_charts(router, office, pages, today=today)
    add_ask(router, office, pages)
    add_task(router, office, pages, today=today)
    add_follow_up(router, office, pages, today=today)
    add_tasks(router, office, pages, today=today)
    add_report(router, office, pages, today=today)
    add_review(router, office, pages)
    add_format(router, office, pages)
    add_results(router, office, pages)
    add_units(router, office, pages)
    add_admin(router, office, pages)
    add_system(router, office, pages)
    if office.settings.accounts:
        add_people(router, office.accounts, pages, units=office.access.units)
        add_unit_tree(router, office.access.units, pages)
        add_access(router, office, pages)
        sign_on, is_secure = office.entrance.sign_on, office.settings.https
        provider_name = sign_on.name if sign_on else None
        add_sign_in(router, office.accounts, pages, provider_name=provider_name, is_secure=is_secure)
        if sign_on is not None:
            add_single_sign_on(router, sign_on, pages, is_secure=is_secure)
    add_assets(router)
    add_missing_page(router, pages)
    return router
