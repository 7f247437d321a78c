"""What was counted of whole words stands beside what the letters say."""

from collections import Counter

import numpy as np

from ingest.restore.lexicon import Lexicon
from ingest.restore.model_file import CommonReads
from ingest.restore.train_reads import with_counts

LEXICON = Lexicon(["thuê", "thuế"], np.array([3, 4]), np.zeros(2, np.float32), np.zeros(2, np.float32))


def test_a_reading_that_was_often_seen_becomes_likelier() -> None:
    reads = CommonReads(["thue"], np.array([0, 0]), np.array([0, 1]), np.log(np.array([0.1, 0.1], np.float32)))
    counted = with_counts(
        reads, Counter({("thuế", "thue"): 900, ("thuế", "thué"): 100, ("thuê", "thuê"): 1000}), LEXICON
    )
    rent, tax = counted.log.tolist()
    assert tax > np.log(0.1) > rent


def test_without_counts_the_letters_decide() -> None:
    reads = CommonReads(["thue"], np.array([0, 0]), np.array([0, 1]), np.log(np.array([0.2, 0.3], np.float32)))
    np.testing.assert_allclose(with_counts(reads, Counter(), LEXICON).log, reads.log, rtol=1e-5)
