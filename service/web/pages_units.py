"""Hồ sơ đơn vị: what the letterhead, signature and Nơi nhận of a unit's reports are made of, entered by people."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from core.errors import InvalidInput
from core.text import nfc, squeeze
from service.api.uploads import received
from service.office import Office
from service.reports.profile import BodyType, UnitProfile
from service.web.rendering import PageRenderer

_PAGE = "/bao-cao/don-vi"
_BODY_TYPES = {
    BodyType.STATE: "Cơ quan nhà nước, trường, đơn vị (Nghị định 30/2020/NĐ-CP)",
    BodyType.UNION: "Công đoàn",
    BodyType.PARTY: "Tổ chức đảng (Hướng dẫn 05-HD/VPTW)",
}
_LONGEST_CHARACTERS = 300


class UnitForm(BaseModel):
    """The profile as typed; lists come one item a line, an empty field is not known."""

    ten: str
    cap_tren: str = ""
    khong_co_cap_tren: bool = False
    ky_hieu: str = ""
    dia_danh: str = ""
    quyen_han: str = ""
    chuc_vu: str = ""
    nguoi_ky: str = ""
    noi_nhan: str = ""
    loai: BodyType = BodyType.STATE
    soan_thao: str = ""
    ten_khac: str = ""
    nhom: str = ""

    def profile(self) -> UnitProfile:
        """The record of it.

        Raises:
            InvalidInput: no name, or a field that is too long.
        """
        words = {name: nfc(value) for name, value in self.model_dump().items() if isinstance(value, str)}
        if not squeeze(words["ten"]) or any(len(value) > _LONGEST_CHARACTERS * 10 for value in words.values()):
            raise InvalidInput("tên đơn vị trống, hoặc có ô quá dài", where="hồ sơ đơn vị", advice="sửa lại rồi lưu")
        return UnitProfile(
            name=squeeze(words["ten"]),
            parent_name="" if self.khong_co_cap_tren else squeeze(words["cap_tren"]) or None,
            code=squeeze(words["ky_hieu"]) or None,
            place=squeeze(words["dia_danh"]) or None,
            signer_capacity=squeeze(words["quyen_han"]) or None,
            signer_role=squeeze(words["chuc_vu"]) or None,
            signer_name=squeeze(words["nguoi_ky"]) or None,
            recipients=_lines(words["noi_nhan"]),
            body_type=self.loai,
            drafter_code=squeeze(words["soan_thao"]) or None,
            groups=_lines(words["nhom"]),
            aliases=_lines(words["ten_khac"]),
        )


def add_units(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/bao-cao/don-vi`: profiles listed, one to fill in, its Word template."""

    @router.get(_PAGE, response_class=HTMLResponse)
    def show(request: Request, ten: Annotated[str, Query()] = "") -> HTMLResponse:
        profiles = office.reporting.profiles
        return pages.page(
            request,
            "unit_profiles.html",
            profiles=profiles.list_profiles(),
            profile=office.reporting.profile_of(ten) if ten else UnitProfile(name=""),
            is_kept=bool(ten) and profiles.find(ten) is not None,
            has_template=bool(ten) and profiles.template(ten) is not None,
            body_types=_BODY_TYPES,
        )

    @router.post(_PAGE)
    def save(form: Annotated[UnitForm, Form()]) -> RedirectResponse:
        profile = form.profile()
        office.reporting.profiles.save(profile)
        return _back(profile.name)

    @router.post(_PAGE + "/xoa")
    def remove(ten: Annotated[str, Form()]) -> RedirectResponse:
        office.reporting.profiles.remove(ten)
        return RedirectResponse(_PAGE, status_code=303)

    @router.post(_PAGE + "/mau")
    def set_template(ten: Annotated[str, Form()], tep: UploadFile | None = None) -> RedirectResponse:
        if tep is None or not tep.filename:
            office.reporting.profiles.set_template(ten, None)
            return _back(ten)
        with received(tep, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            office.reporting.set_template(ten, path)
        return _back(ten)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in (squeeze(line) for line in text.splitlines()) if line)


def _back(name: str) -> RedirectResponse:
    return RedirectResponse(f"{_PAGE}?{urlencode({'ten': name})}", status_code=303)
