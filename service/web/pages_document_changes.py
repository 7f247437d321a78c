"""What people do with a document: steer its reading, correct words and fields, remove it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Header
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel

from core.errors import InvalidInput
from core.page import AskedMethod
from service.api.numbers import RowNumber
from service.follow_up.actor import LOCAL_USER
from service.office import Office
from service.web.actor import remember_actor
from service.web.addresses import local_address

_DOCUMENT = "/van-ban/{document_id}"
Fragment = Annotated[str | None, Header()]


class WordsForm(BaseModel):
    """New words for a stretch of the text; `chu` is what the page showed there, to tell a page that is out of date."""

    dau: int
    cuoi: int
    chu: str
    sua: str = ""
    nguoi: str = ""


class FieldForm(BaseModel):
    """A new value of a letterhead field."""

    muc: str
    sua: str = ""
    nguoi: str = ""


def add_document_changes(router: APIRouter, office: Office) -> None:
    """Everything that is posted from the page of a document or from its row in the list."""
    _add_reading(router, office)
    _add_corrections(router, office)


def _add_reading(router: APIRouter, office: Office) -> None:
    @router.post(_DOCUMENT + "/doc-lai")
    def reread(
        document_id: str,
        trang: Annotated[str, Form()] = "",
        cach: Annotated[AskedMethod | Literal[""], Form()] = "",
    ) -> RedirectResponse:
        page_no = int(trang) if trang.isascii() and trang.isdigit() else None
        office.documents.reread(document_id, page_no, method=cach or None)
        return _to(document_id)

    @router.post(_DOCUMENT + "/tam-dung")
    def pause(document_id: str, ve: Annotated[str, Form()] = "/van-ban") -> RedirectResponse:
        office.queue.pause(document_id)
        return RedirectResponse(local_address(ve), status_code=303)

    @router.post(_DOCUMENT + "/doc-truoc")
    def read_first(document_id: str, ve: Annotated[str, Form()] = "/van-ban") -> RedirectResponse:
        office.queue.read_first(document_id)
        return RedirectResponse(local_address(ve), status_code=303)

    @router.post(_DOCUMENT + "/doc-tiep")
    def resume(document_id: str, ve: Annotated[str, Form()] = "/van-ban") -> RedirectResponse:
        office.queue.resume(document_id)
        return RedirectResponse(local_address(ve), status_code=303)

    @router.post(_DOCUMENT + "/huy")
    def cancel(document_id: str, ve: Annotated[str, Form()] = "/van-ban") -> RedirectResponse:
        office.queue.cancel(document_id)
        return RedirectResponse(local_address(ve), status_code=303)

    @router.post(_DOCUMENT + "/doc-lai-trang-loi")
    def retry(document_id: str, ve: Annotated[str, Form()] = "/van-ban") -> RedirectResponse:
        office.queue.retry_failed(document_id)
        return RedirectResponse(local_address(ve), status_code=303)

    @router.post(_DOCUMENT + "/go")
    def remove(document_id: str) -> RedirectResponse:
        office.documents.remove(document_id)
        return RedirectResponse("/van-ban", status_code=303)


def _add_corrections(router: APIRouter, office: Office) -> None:
    @router.post(_DOCUMENT + "/sua-chu")
    def words(document_id: str, form: Annotated[WordsForm, Form()], x_fragment: Fragment = None) -> Response:
        shown = office.documents.directive(document_id).text[form.dau : form.cuoi]
        if shown.split() != form.chu.split():
            raise InvalidInput("trang đã đổi từ lúc mở", where="chỗ đang sửa", advice="tải lại trang rồi sửa lại")
        office.corrections.correct_words(document_id, form.dau, form.cuoi, form.sua, actor=form.nguoi or LOCAL_USER)
        return _done(f"/van-ban/{document_id}?doan={form.dau}-{form.cuoi}#doan", form.nguoi, x_fragment)

    @router.post(_DOCUMENT + "/sua-the-thuc")
    def field(document_id: str, form: Annotated[FieldForm, Form()], x_fragment: Fragment = None) -> Response:
        office.corrections.correct_field(document_id, form.muc, form.sua, actor=form.nguoi or LOCAL_USER)
        return _done(f"/van-ban/{document_id}#thong-tin", form.nguoi, x_fragment)

    @router.get(_DOCUMENT + "/da-sua")
    def is_settled(document_id: str) -> JSONResponse:
        return JSONResponse({"settled": office.corrections.is_settled(document_id)})

    @router.post(_DOCUMENT + "/hoan-tac/{number}")
    def undo(
        document_id: str, number: RowNumber, nguoi: Annotated[str, Form()] = "", x_fragment: Fragment = None
    ) -> Response:
        office.corrections.undo(document_id, number, actor=nguoi or LOCAL_USER)
        return _done(f"/van-ban/{document_id}#lich-su-sua", nguoi, x_fragment)


def _done(address: str, actor: str, fragment: str | None) -> Response:
    """Back to the page; a script that sent the form stays where it is."""
    response = Response(status_code=202) if fragment else RedirectResponse(address, status_code=303)
    if actor:
        remember_actor(response, actor)
    return response


def _to(document_id: str) -> RedirectResponse:
    return RedirectResponse(f"/van-ban/{document_id}", status_code=303)
