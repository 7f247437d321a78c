"""What a document's page loads: pictures of its pages, where each word stands on them, the file as handed in."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, JSONResponse, Response

from core.errors import NotFound
from service.api.uploads import OWN_COPY, download
from service.office import Office

_PNG, _JPEG = b"\x89PNG", b"\xff\xd8"


def add_document_files(router: APIRouter, office: Office) -> None:
    """Pictures, places of words and the original of each document."""

    @router.get("/van-ban/{document_id}/trang/{page_no}/anh")
    def picture(document_id: str, page_no: int) -> Response:
        image = office.documents.page_image(document_id, page_no)
        if image is None:
            raise NotFound("trang này không có ảnh", where=f"trang {page_no}")
        return Response(
            image, media_type=_image_type(image), headers={"Cache-Control": "private, max-age=3600", **OWN_COPY}
        )

    @router.get("/van-ban/{document_id}/trang/{page_no}/cho")
    def places(document_id: str, page_no: int) -> JSONResponse:
        """A row `[start, end, x0, top, x1, bottom]` for each word: offsets into the page's text, picture pixels."""
        words = office.documents.page(document_id, page_no).words
        return JSONResponse(
            [[word.start, word.end, *(round(side) for side in word.box)] for word in words if word.box is not None]
        )

    @router.get("/van-ban/{document_id}/tep")
    def original(document_id: str) -> FileResponse:
        found = office.documents.find(document_id)
        return FileResponse(
            office.documents.original_file(found.id),
            media_type="application/octet-stream",
            headers=download(found.file_name),
        )


def _image_type(image: bytes) -> str:
    if image.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if image.startswith(_JPEG) else "image/webp"
