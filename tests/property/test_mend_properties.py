"""Laws of the mender for any words at any confidence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.restore.mend import Mender

NUMBERS = ("22/12/2024", "57-NQ/TW", "1358/QD-BGDDT", "1.250.000", "12,5%", "III.", "A4", "d6i", "(1)")
OTHERS = ("vp@moet.gov.vn", "https://moet.gov.vn/a", "Internet", "KHCN", "CĐN,", "a)", "–", "…")
WORDS = ("đối", "mới", "QUYÉT", "ĐỊNH", "tô", "chức", "triên", "khai", "đữ", "liệu", "Sở", "Nội", "hoà", "thủy", "Đắk")
TOKENS = st.lists(st.tuples(st.sampled_from((*NUMBERS, *OTHERS, *WORDS)), st.floats(0, 1)), max_size=30)


@settings(max_examples=20)
@given(TOKENS)
def test_every_token_has_its_word_and_protected_ones_stand(tokens: list[tuple[str, float]]) -> None:
    mended = Mender.load().mend(" ".join(token for token, _ in tokens), [confidence for _, confidence in tokens])
    assert len(mended) == len(tokens)
    for (old, _), new in zip(tokens, mended, strict=True):
        assert 0 <= new.confidence <= 1
        assert " " not in new.text
        assert old in WORDS or new.text == old
        assert (new.text.isupper(), new.text.istitle()) == (old.isupper(), old.istitle())
