"""The trained tagger: what each word of a text is to an attribution, a name, a sentence.

One small encoder reads words in windows that overlap (`wordpieces.py`); a word is taken from the
window that shows most around it. Weights, vocabulary and model card lie in `kg/models/`.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.extract.decoding import NEVER, Floats, Ints, Labelled, barred, best_path, spans, tree
from kg.extract.ties import Span, placed
from kg.extract.wordpieces import FRAME, MARGIN, MARKS, Window, Words, overlapping
from kg.resources import model


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Which cue a content goes with, and which source a cue, by their place in the spans.

    Attributes:
        cue: for each content span the index of its cue, None where there is no cue at all.
        source: for each cue span the index of its source, None for nobody.
    """

    cue: tuple[int | None, ...]
    source: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """What the tagger says of a text; spans are pairs of first and last word.

    Attributes:
        sources, cues, contents: spans by role, in order.
        belonging: how they go together.
        names: spans with the index of their kind among `kinds`.
        sure: how likely each of them is of each kind, given that it is a name; in the order of
            `kinds`.
        kinds: names of the kinds.
        tags: fine part of speech of each word, as spaCy's English models name them.
        scores: what is needed to draw trees once sentences are settled.
    """

    sources: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]
    belonging: Belonging
    names: tuple[Labelled, ...]
    sure: tuple[tuple[float, ...], ...]
    kinds: tuple[str, ...]
    tags: tuple[str, ...]
    starts: Floats
    scores: dict[str, Floats]
    relations: tuple[str, ...]

    def sentence(self, a: int, b: int) -> tuple[Ints, list[str]]:
        """Heads (counted from `a`) and relations of the words from `a` up to, not with, `b`."""
        of, to = self.scores["arc_of"][a:b], self.scores["arc_to"][a:b]
        heads = tree(of @ to.T)
        said = self.scores["relation_of"][a:b] + self.scores["relation_to"][a:b][heads]
        root = self.relations.index("ROOT")
        own = np.arange(b - a)
        said[heads != own, root] = -np.inf
        labels = [self.relations[int(i)] for i in said.argmax(axis=1)]
        return heads, ["ROOT" if heads[i] == i else label for i, label in enumerate(labels)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What `reader.json` says beside the weights."""

    kinds: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    link_width: int
    distances: tuple[int, ...]
    crowded: int
    transitions: Floats
    starts: Floats
    distance: Floats
    crowd: Floats
    nobody: float


def tagging(words: Words, *, fresh: NDArray[np.bool_] | None = None) -> Tagging:
    """What the tagger says of the words of a text.

    No span goes on into another paragraph, nor over a word at which `fresh` says that anew begins.
    """
    begins = words.opens if fresh is None else words.opens | fresh
    told = _told()
    scores = _scores(words)
    for name in ("roles", "names"):
        scores[name][begins, 2::2] = NEVER
    steps, first = barred(scores["roles"].shape[1])
    roles = (
        spans(best_path(scores["roles"], steps + told.transitions, first + told.starts))
        if len(words)
        else []
    )
    by_role = [tuple((a, b) for k, a, b in roles if k == kind) for kind in range(3)]
    steps, first = barred(scores["names"].shape[1])
    names = spans(best_path(scores["names"], steps, first)) if len(words) else []
    sources, cues, contents = by_role
    link = scores.pop("link").reshape(len(words), 4, told.link_width)
    return Tagging(
        sources=sources,
        cues=cues,
        contents=contents,
        belonging=_belonging(sources, cues, contents, link),
        names=tuple(names),
        sure=tuple(_sure(scores["names"], one) for one in names),
        kinds=told.kinds,
        tags=tuple(told.tags[int(i)] for i in scores["tags"]),
        starts=scores["sentences"][:, 1] - scores["sentences"][:, 0]
        if len(words)
        else np.zeros(0, np.float32),
        scores=scores,
        relations=told.relations,
    )


def _sure(scores: Floats, name: Labelled) -> tuple[float, ...]:
    """The share of each kind in what the kinds have of a name's words, 0 to 1."""
    _, first, last = name
    words = scores[first : last + 1, 1:].astype(np.float64)
    shares = np.exp(words - words.max(axis=1, keepdims=True))
    by_kind = shares.reshape(len(words), -1, 2).sum(axis=2)
    found = (by_kind / by_kind.sum(axis=1, keepdims=True)).mean(axis=0)
    return tuple(float(share) for share in found)


UNTIED: Final = 4.0
"""Log-odds under which a content goes with no cue in sight. Right ties lie about 8 to 20."""
REACH: Final = 120
"""Words between a cue and what belongs to it, at most."""


def _belonging(
    sources: Sequence[Span], cues: Sequence[Span], contents: Sequence[Span], link: Floats
) -> Belonging:
    return Belonging(
        cue=tuple(_partner(0, one, cues, link) for one in contents),
        source=tuple(_partner(1, one, sources, link) for one in cues),
    )


def _partner(kind: int, of: Span, candidates: Sequence[Span], link: Floats) -> int | None:
    """The candidate that goes best with a span; a cue may go with nobody.

    Candidates of a role don't overlap, so those in reach stand in a row.
    """
    told = _told()
    low = bisect_left(candidates, of[0] - 1 - REACH, key=lambda c: c[1])
    high = bisect_right(candidates, of[1] + 1 + REACH, key=lambda c: c[0])
    near = candidates[low:high]
    if not near:
        return None
    asked = (link[of[0], 2 * kind] + link[of[1], 2 * kind]) / 2
    first, last = np.array(near).T
    keys = (link[first, 2 * kind + 1] + link[last, 2 * kind + 1]) / 2
    scores = keys @ asked / np.sqrt(told.link_width)
    classes = placed(of, near, told.distances, told.crowded)
    for n, (distance, crowd) in enumerate(classes):
        scores[n] += told.distance[kind, distance] + told.crowd[kind, crowd]
    if scores.max() < (told.nobody if kind == 1 else UNTIED):
        return None
    return low + int(scores.argmax())


def _scores(words: Words) -> dict[str, Floats]:
    """The network's outputs for each word.

    Window by window: what a window of 256 pieces needs fits into a core's own cache, and several
    at once took a sixth more time.
    """
    session = _session()
    names = [o.name for o in session.get_outputs()]
    out: dict[str, list[Any]] = {name: [] for name in names}
    kinds = (words.case * len(MARKS) + words.mark) * 2
    for window in overlapping(words.first, MARGIN):
        kept = slice(window.keep_from - window.start, window.keep_to - window.start)
        for name, found in zip(names, session.run(names, _fed(words, kinds, window)), strict=True):
            out[name].append(found[0, kept])
    return {
        name: np.concatenate(found) if found else np.zeros((0, 7), np.float32)
        for name, found in out.items()
    }


def _fed(words: Words, kinds: Ints, window: Window) -> dict[str, Ints]:
    """A window as the network takes it: arrays of (1, pieces) and (1, words)."""
    a, b = window.start, window.end
    inside = words.first[a : b + 1]
    first = inside[:-1] - inside[0] + 1
    ids = np.concatenate(([FRAME[0]], words.pieces[inside[0] : inside[-1]], [FRAME[1]]))
    shape = np.zeros_like(ids)
    shape[1:-1] = np.repeat(kinds[a:b], np.diff(inside))
    shape[first] += words.opens[a:b]
    return {
        "ids": ids[None],
        "mask": np.ones_like(ids)[None],
        "shape": shape[None],
        "first": first[None],
    }


@cache
def _told() -> _Told:
    said = json.loads(model("reader.json").read_text(encoding="utf-8"))
    return _Told(
        kinds=tuple(said["kinds"]),
        tags=tuple(said["tags"]),
        relations=tuple(said["relations"]),
        link_width=said["link_width"],
        distances=tuple(said["distances"]),
        crowded=said["crowded"],
        transitions=np.array(said["transitions"], dtype=np.float32),
        starts=np.array(said["starts"], dtype=np.float32),
        distance=np.array(said["distance"], dtype=np.float32),
        crowd=np.array(said["crowd"], dtype=np.float32),
        nobody=float(said["nobody"][0]),
    )


@cache
def _session() -> Any:  # noqa: ANN401 - onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(model("reader.onnx")), options, providers=["CPUExecutionProvider"]
    )
