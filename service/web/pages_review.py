"""Hồ sơ báo cáo: one filed report to read, edit, remark on, submit, return, approve; versions compared; files."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from core.review import ReviewAction
from core.text import squeeze
from service.api.numbers import RowNumber
from service.api.reviews import FileChoice, FileKind, report_file
from service.api.uploads import received
from service.labels import REVIEW_ACTION, REVIEW_STATE
from service.office import Office
from service.web.actor import known_actor, remember_actor
from service.web.rendering import PageRenderer
from service.web.report_view import report_view

_PAGE = "/bao-cao/ho-so"
_STEP_BUTTONS = {
    ReviewAction.SUBMIT: "Trình duyệt",
    ReviewAction.WITHDRAW: "Rút lại",
    ReviewAction.RETURN: "Trả lại",
    ReviewAction.APPROVE: "Duyệt",
}
Actor = Annotated[str, Form(alias="nguoi")]


class ReviewQuery(BaseModel):
    """What of a report is shown: `ban` a version, `cau` the sentence that is being edited."""

    ban: int | None = Field(default=None, ge=1)
    cau: str = ""


class FileQuery(BaseModel):
    """Which file: `loai` its kind, `ban` the version, `so-voi` the version to compare with, `sach` without evidence.

    `minh-chung` says whether the annex of evidence follows; where nothing is said, it does beside the comments.
    """

    loai: FileKind = FileKind.DOCX
    ban: int | None = Field(default=None, ge=1)
    so_voi: int | None = Field(default=None, ge=1, alias="so-voi")
    sach: bool = False
    minh_chung: bool | None = Field(default=None, alias="minh-chung")


class SentenceForm(BaseModel):
    """New words of a sentence, or a new one after it."""

    nguoi: str
    loi: str = ""
    ban: int
    viec: str = "sua"


class StepForm(BaseModel):
    """A step of the review, with what the person says to it."""

    nguoi: str
    viec: ReviewAction
    loi: str = ""
    van_duyet: bool = Field(default=False, alias="van-duyet")


def add_review(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The pages of filed reports under `/bao-cao/ho-so`."""
    _add_reading(router, office, pages)
    _add_writing(router, office)
    _add_talk(router, office)


def _add_reading(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    @router.get(_PAGE + "/{report_id}", response_class=HTMLResponse)
    def show(request: Request, report_id: str, query: Annotated[ReviewQuery, Query()]) -> HTMLResponse:
        from service.review.view import view_report

        view = view_report(office.reporting.desk, report_id, query.ban)
        return pages.page(
            request,
            "review.html",
            view=view,
            draft=report_view(view.shown.report, office.reporting.profile_of(view.filed.unit)),
            is_newest=view.shown.number == view.filed.versions,
            is_open=ReviewAction.EDIT in view.actions,
            editing=query.cau,
            steps=[(step, label) for step, label in _STEP_BUTTONS.items() if step in view.actions],
            states=REVIEW_STATE,
            deeds=REVIEW_ACTION,
            actor=known_actor(request),
        )

    @router.get(_PAGE + "/{report_id}/so-sanh", response_class=HTMLResponse)
    def compare(request: Request, report_id: str, tu: int, den: int) -> HTMLResponse:
        desk = office.reporting.desk
        return pages.page(
            request,
            "review_compare.html",
            filed=desk.records.get(report_id),
            comparison=desk.compare(report_id, tu, den),
            older=desk.records.version(report_id, tu),
            newer=desk.records.version(report_id, den),
            deeds=REVIEW_ACTION,
        )

    @router.get(_PAGE + "/{report_id}/tep")
    def take(report_id: str, query: Annotated[FileQuery, Query()]) -> Response:
        choice = FileChoice(
            kind=query.loai,
            version=query.ban,
            compare_with=query.so_voi,
            with_evidence=not query.sach,
            with_proofs=query.minh_chung,
        )
        return report_file(office, report_id, choice)


def _add_writing(router: APIRouter, office: Office) -> None:
    @router.post(_PAGE + "/{report_id}/cau/{claim_id}")
    def write_sentence(report_id: str, claim_id: str, form: Annotated[SentenceForm, Form()]) -> RedirectResponse:
        desk = office.reporting.desk
        if form.viec == "them":
            desk.add_sentence(report_id, claim_id, form.loi, actor=form.nguoi)
        else:
            words = "" if form.viec == "bo" else form.loi
            desk.edit(report_id, claim_id, words, base_version=form.ban, actor=form.nguoi)
        return _back(report_id, form.nguoi, f"cau-{claim_id}")

    @router.post(_PAGE + "/{report_id}/word")
    def import_word(report_id: str, tep: UploadFile, nguoi: Actor) -> RedirectResponse:
        with received(tep, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            office.reporting.desk.import_word(report_id, path, actor=nguoi)
        return _back(report_id, nguoi, "lich-su")

    @router.post(_PAGE + "/{report_id}/soan-lai")
    def redraft(report_id: str, nguoi: Actor) -> RedirectResponse:
        office.reporting.take_step(report_id, ReviewAction.REDRAFT, actor=nguoi)
        return _back(report_id, nguoi)


def _add_talk(router: APIRouter, office: Office) -> None:
    @router.post(_PAGE + "/{report_id}/buoc")
    def step(report_id: str, form: Annotated[StepForm, Form()]) -> RedirectResponse:
        office.reporting.take_step(report_id, form.viec, actor=form.nguoi, note=form.loi, accept_changes=form.van_duyet)
        return _back(report_id, form.nguoi)

    @router.post(_PAGE + "/{report_id}/y-kien")
    def comment(
        report_id: str, nguoi: Actor, loi: Annotated[str, Form()], cau: Annotated[str, Form()] = ""
    ) -> RedirectResponse:
        office.reporting.desk.comment(report_id, loi, actor=nguoi, claim_id=cau or None)
        return _back(report_id, nguoi, f"cau-{cau}" if cau else "y-kien")

    @router.post(_PAGE + "/{report_id}/y-kien/{comment_id}")
    def resolve(report_id: str, comment_id: RowNumber, nguoi: Actor) -> RedirectResponse:
        office.reporting.desk.resolve(report_id, comment_id, actor=nguoi)
        return _back(report_id, nguoi, "y-kien")


def _back(report_id: str, actor: str, place: str = "") -> RedirectResponse:
    """Back to the report, at a place of it; the browser remembers who acted."""
    response = RedirectResponse(f"{_PAGE}/{report_id}" + (f"#{place}" if place else ""), status_code=303)
    remember_actor(response, squeeze(actor))
    return response
