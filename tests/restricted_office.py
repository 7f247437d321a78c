"""An office of three units and four people, into which plans are handed in that not all may open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import NotFound
from service.access.secrecy import Secrecy
from service.accounts.rights import Role, acting_as
from tests.open_office import OpenOffice

TEXT = """SỞ GIÁO DỤC VÀ ĐÀO TẠO\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}\tĐộc lập - Tự do - Hạnh phúc
{mark}\tHà Nội, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Chuyển đổi số trong trường học

Căn cứ Kế hoạch số {cited} ngày 05/3/2025 của Sở Giáo dục và Đào tạo.
1. Văn phòng chủ trì xây dựng kế hoạch, hoàn thành trước ngày 15/12/2025.
"""


class Place(OpenOffice):
    """Sở above Phòng A and Phòng B; An of A, Binh of B, Giang of the Sở, Quan who administers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._count = 0
        for name, above in (("Sở", ""), ("Phòng A", "Sở"), ("Phòng B", "Sở")):
            self.office.access.units.add(name, under=above)
        self.person("quan", Role.ADMIN)
        self.person("an", Role.STAFF, units=("Phòng A",))
        self.person("binh", Role.REVIEWER, units=("Phòng B",))
        self.person("giang", Role.OFFICER, units=("Sở",), clearance=Secrecy.SECRET)

    def plan(
        self, *, mark: str = "", by: str = "binh", unit: str = "", read: bool = True, cited: str = "1/KH-X"
    ) -> str:
        """A plan of its own number; its id."""
        self._count += 1
        text = TEXT.format(number=f"{self._count}/KH-SGD", mark=mark, cited=cited)
        wanted = self.office.access.read(unit=unit)
        return self.take_in(text, f"ke-hoach-{self._count}.txt", by=by, restriction=wanted, read=read)

    def who(self, document_id: str) -> str:
        """First letters of those who find the document."""
        return "".join(login[0] for login in ("an", "binh", "giang", "quan") if self.finds(login, document_id))

    def finds(self, login: str, document_id: str) -> bool:
        with self.eyes(login):
            listed = document_id in {one.id for one in self.office.documents.all()}
            try:
                found = self.office.documents.find(document_id).id == document_id
            except NotFound:
                found = False
        assert listed == found
        return found

    @contextmanager
    def eyes(self, login: str) -> Iterator[None]:
        with acting_as(self.viewer(login)):
            yield
