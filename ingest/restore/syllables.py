"""Which letter strings can be a Vietnamese syllable.

A syllable is an onset, a rime and a tone; a rime that ends in c, ch, p or t takes only the tones sắc and nặng.

>>> is_syllable("nghiệp"), is_syllable("HỌC"), is_syllable("quyét"), is_syllable("tổc"), is_syllable("stress")
(True, True, False, False, False)

Source: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (onsets, rimes and the tones that closed rimes take).
"""

import re
import unicodedata
from functools import lru_cache

from core.text import strip_accents

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = {"\u0301", "\u0323"}
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_LISTED_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en
eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y ych
ynh yt ya yêm yên yêng yêt yêu o oc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng
oăt oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uac uach
uai uan uang uanh uao uat uay uăng uă uât uâng uân uây uc ue uê uêch uên uênh uêt uêu ui um un ung
uôc uôi uôm uôn uông uôt up ut uy uya uych uyn uynh uyp uyt uyu uyên uyêt uơ ư ưa ưc ưi ưm ưn ưng ươc
ươi ươm ươn ương ươp ươt ươu ưt ưu uet ueo uen uit uăn uăt uăc uyêch uêc
"""
_RIMES = "|".join(sorted(re.findall(r"\S+", _LISTED_RIMES), key=len, reverse=True))
_SYLLABLE = re.compile(f"^{_ONSET}(?P<rime>{_RIMES})$")
_BARE_SYLLABLE = re.compile(strip_accents(f"^{_ONSET}(?:{_RIMES})$"))


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether `word`, in any case and either tone placement, can be a Vietnamese syllable."""
    tones: list[str] = []
    bare: list[str] = []
    for character in unicodedata.normalize("NFD", word.lower()):
        (tones if character in _TONES else bare).append(character)
    matched = _SYLLABLE.match(unicodedata.normalize("NFC", "".join(bare)))
    if matched is None or len(tones) > 1:
        return False
    is_stopped = matched["rime"].endswith(("c", "ch", "p", "t"))
    return not is_stopped or (bool(tones) and tones[0] in _STOP_TONES)


def is_bare_syllable(word: str) -> bool:
    """Whether `word` is what a Vietnamese syllable leaves when its accents are left out.

    >>> is_bare_syllable("nghiep"), is_bare_syllable("Dong"), is_bare_syllable("meeting"), is_bare_syllable("cấp")
    (True, True, False, False)
    """
    return _BARE_SYLLABLE.match(word.lower()) is not None
