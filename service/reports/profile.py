"""Who reports: what the letterhead, signature and Nơi nhận of a unit's documents are made of."""

from enum import StrEnum

from core.record import Record
from core.text import fold


class BodyType(StrEnum):
    """Whose rules of layout a unit follows."""

    STATE = "state"
    PARTY = "party"
    UNION = "union"


class UnitProfile(Record):
    """A unit as its own documents present it. What is None or empty becomes a visible blank, never a guess.

    Attributes:
        name: official name in sentence case ("Công đoàn Trường THPT Chu Văn An").
        parent_name: cơ quan chủ quản trực tiếp; None when unknown, "" when there is none.
        code: abbreviation of the unit in its số, ký hiệu ("CĐCVA").
        place: địa danh of the date line.
        signer_capacity: quyền hạn ("TM. BAN CHẤP HÀNH", "KT. HIỆU TRƯỞNG"); "" when the signer needs none.
        signer_role: chức vụ ("CHỦ TỊCH"); signer_name: họ và tên.
        recipients: further lines of Nơi nhận, between "Như trên" and "Lưu".
        body_type: whose layout rules apply.
        drafter_code: abbreviation of the drafting unit or person, for the line "Lưu: VT, …".
        groups: group names by which directives address the unit ("công đoàn cơ sở", "các trường THPT").
        aliases: other names of the unit, as directives write it.
    """

    name: str
    parent_name: str | None = None
    code: str | None = None
    place: str | None = None
    signer_capacity: str | None = None
    signer_role: str | None = None
    signer_name: str | None = None
    recipients: tuple[str, ...] = ()
    body_type: BodyType = BodyType.STATE
    drafter_code: str | None = None
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


_PARTY_STARTS = ("dang uy", "dang bo", "chi bo", "tinh uy", "thanh uy", "huyen uy", "quan uy", "ban can su dang")
_UNION_STARTS = ("cong doan", "cdcs", "lien doan lao dong", "ldld", "tong lien doan lao dong", "nghiep doan")


def profile_for(unit: str) -> UnitProfile:
    """The profile that follows from a unit's name alone: the name, and whose layout it must use.

    >>> profile_for("Công đoàn Trường X").body_type.value, profile_for("Đảng uỷ xã Y").body_type.value
    ('union', 'party')
    """
    key = fold(unit).strip()
    if key.startswith(_PARTY_STARTS):
        return UnitProfile(name=unit.strip(), body_type=BodyType.PARTY)
    if key.startswith(_UNION_STARTS):
        return UnitProfile(name=unit.strip(), body_type=BodyType.UNION)
    return UnitProfile(name=unit.strip())
