"""What the mender knows of the Vietnamese OCR: how it misreads letters, and what its confidence is worth.

    P(read, c | word) = P(c | right) * P(read | word)     if read = word
                        P(c | wrong) * P(read | word)     otherwise

P(read | word) is a letter channel (`channel`), almost all of whose weight lies on reading a letter as itself. Of the
confidence c only the ratio P(c | wrong) / P(c | right) is needed; it is kept as logarithms at steps of c and read off
between them.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.channel import Channel
from ingest.restore.model_file import MODEL_FOLDER, RestorationModel

MEND_FILE = "mend.npz"
_STEP = 1 / 12
"""One unit of a stored logarithm; 255 units reach down to e^-21."""


class MendModel(NamedTuple):
    """Channel of the Vietnamese OCR and the evidence of its confidence.

    Attributes:
        channel: its pairs are those of the restoration model, so that the same trie is searched.
        confidence_steps: confidences 0..1, ascending.
        wrong_logs: log P(c | wrong) / P(c | right) at each step.
    """

    channel: Channel
    confidence_steps: NDArray[np.float32]
    wrong_logs: NDArray[np.float32]

    def wrong_log(self, confidence: float) -> float:
        """How much more likely this confidence is for a wrong word than for a right one, as a logarithm."""
        return float(np.interp(confidence, self.confidence_steps, self.wrong_logs))


def save_mend_model(
    folder: Path, *, channel: tuple[list[str], list[str], NDArray[np.float32]], confidence: NDArray[np.float32]
) -> None:
    """Writes `mend.npz`.

    Args:
        folder: where the other files of the model are.
        channel: pairs of letters, pieces, and the table (pieces, pairs) of logarithms.
        confidence: rows (confidence, log ratio), ascending.
    """
    pairs, pieces, table = channel
    np.savez_compressed(
        folder / MEND_FILE,
        pairs=np.frombuffer("\n".join(pairs).encode(), np.uint8),
        pieces=np.frombuffer("\n".join(pieces).encode(), np.uint8),
        table=np.clip(np.round(-table / _STEP), 0, 255).astype(np.uint8),
        confidence=confidence.astype(np.float32),
    )


def load_mend_model(restoration: RestorationModel, folder: Path = MODEL_FOLDER) -> MendModel:
    """The model that `save_mend_model` wrote, its columns in the order of the restoration model's channel."""
    with np.load(folder / MEND_FILE) as held:
        pairs, pieces = (held[name].tobytes().decode().split("\n") for name in ("pairs", "pieces"))
        table = held["table"] * np.float32(-_STEP)
        confidence = held["confidence"]
    column_of = {pair: column for column, pair in enumerate(pairs)}
    wanted = list(restoration.channel.pair_ids)
    columns = np.array([column_of.get(pair, len(pairs)) for pair in wanted])
    unknown = np.full((len(pieces), 1), table.min(), np.float32)
    ordered = np.concatenate([table, unknown], axis=1)[:, columns]
    channel = Channel(pairs=wanted, pieces=pieces, table=np.asarray(ordered, np.float32))
    return MendModel(channel, confidence[:, 0], confidence[:, 1])
