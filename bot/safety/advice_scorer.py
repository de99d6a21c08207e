"""The second voice of personal advice: how much a message is like requests for a decision.

TF-IDF over words, pieces of words and kinds of things, and one weight for each, fitted by
`bot.training.advice` over the corpus in `intents/safety/advice/` and kept beside it. The rules of
`bot.safety.advice` stand without it; each may raise the deferral alone.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import schemas, strict_yaml
from bot.errors import ContentError, Problem
from bot.safety.advice_features import Kinds, blocks
from bot.text import MAX_CHARACTERS, words

LIKELY = -0.25
"""From here on an answer or a choice about somebody carries the deferral. With each tenth of the
corpus scored by a fit on the rest, 2 of 340 requests then got a bare answer or choice, and 31 of
340 general questions were deferred. From -0.1 on it was 6 and 24, from -0.5 on 1 and 50."""

SURELY = 0.2
"""From here on a hand-off carries it too, and whatever names nobody. Staff decide there anyway, so
the line may be rarer."""

VOICE = "voice.json"
_BLOCKS = (1.0, 0.7, 0.7)  # weights of words, pieces and kinds; 1, 1, 1 did no better
_MEND = "run: python train.py advice"


@dataclass(frozen=True, slots=True)
class AdviceCorpus:
    """Requests and general questions, and the kinds of things they name."""

    advice: tuple[str, ...]
    general: tuple[str, ...]
    kinds: Kinds

    def seal(self) -> str:
        """Return the SHA-256 (hex) of all that the weights are made of."""
        words = {kind: sorted(known) for kind, known in self.kinds.words.items()}
        made_of = [self.advice, self.general, words, dict(self.kinds.endings), _BLOCKS]
        return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AdviceScorer:
    """The voice: how rare (IDF) and how telling (weight) each feature is."""

    idf: Mapping[str, float]
    weights: Mapping[str, float]
    offset: float
    kinds: Kinds

    def tells_of_somebody(self, text: str) -> bool:
        """Return whether `text` names a person, a medicine, an illness or the like."""
        kinds = self.kinds.of(text, words(text))
        return "person" in kinds or "health" in kinds

    def score(self, text: str) -> float:
        """Return how much `text` asks for a decision about one person.

        General questions get about -1, requests about 1, and what holds nothing known `offset`.
        """
        return self.offset + sum(
            weight * self._voice(counts)
            for counts, weight in zip(features(text, self.kinds), _BLOCKS, strict=True)
        )

    def _voice(self, counts: Mapping[str, int]) -> float:
        """Return what one block says: its weights times its `vector`, not built for the sum alone.

        It is 0 where the block holds nothing known.
        """
        idf, weights = self.idf, self.weights
        said = squares = 0.0
        for name, n in counts.items():
            if name in idf:
                value = idf[name] if n == 1 else (1 + math.log(n)) * idf[name]
                said += value * weights[name]
                squares += value * value
        return said / math.sqrt(squares) if squares else 0.0


def features(text: str, kinds: Kinds) -> list[Counter[str]]:
    """Return for each block its features, and how often each is there."""
    return [Counter(block) for block in blocks(text[:MAX_CHARACTERS], kinds)]


def vector(text: str, kinds: Kinds, idf: Mapping[str, float]) -> dict[str, float]:
    """Return the values of the features that `idf` knows; each block is as long as its weight."""
    values: dict[str, float] = {}
    for counts, weight in zip(features(text, kinds), _BLOCKS, strict=True):
        block = {
            name: idf[name] if n == 1 else (1 + math.log(n)) * idf[name]
            for name, n in counts.items()
            if name in idf
        }
        length = math.sqrt(sum(value * value for value in block.values()))
        values.update((name, weight * value / length) for name, value in block.items())
    return values


def load_corpus(intents: Path) -> AdviceCorpus:
    """Return the rows of `safety/advice/` and the cases of `personal_advice.yaml`.

    Raises ContentError when a file is missing or broken.
    """
    folder, root = intents / "safety" / "advice", intents.parent
    words = strict_yaml.read(folder / "words.yaml", root=root)
    corpus = strict_yaml.read(folder / "corpus.yaml", root=root)
    rules = strict_yaml.read(intents / "personal_advice.yaml", root=root)
    problems = [
        *schemas.problems(words, "advice_words"),
        *schemas.problems(corpus, "advice_corpus"),
        *schemas.problems(rules, "personal_advice"),
    ]
    if problems:
        raise ContentError(problems)
    return AdviceCorpus(
        advice=(*corpus.data["advice"], *rules.data["must"]),
        general=(*corpus.data["general"], *rules.data["must_not"]),
        kinds=Kinds(
            {kind: frozenset(text.split()) for kind, text in words.data["words"].items()},
            {kind: tuple(text.split()) for kind, text in words.data["endings"].items()},
        ),
    )


def load_scorer(intents: Path) -> AdviceScorer:
    """Return the voice. Raises ContentError when it is missing, damaged or of other words."""
    corpus = load_corpus(intents)
    path = intents / "safety" / "advice" / VOICE
    name = path.relative_to(intents.parent).as_posix()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["made_of"] != corpus.seal():
            message = f"made of other words than stand in the corpus now; {_MEND}"
            raise ContentError([Problem(name, 0, message)])
        rows = {str(feature): (float(i), float(w)) for feature, (i, w) in data["features"].items()}
        return AdviceScorer(
            idf={feature: row[0] for feature, row in rows.items()},
            weights={feature: row[1] for feature, row in rows.items()},
            offset=float(data["offset"]),
            kinds=corpus.kinds,
        )
    except FileNotFoundError:
        raise ContentError([Problem(name, 0, f"this file is missing; {_MEND}")]) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"not readable as weights ({error!r}); {_MEND}"
        raise ContentError([Problem(name, 0, message)]) from None


def write_scorer(scorer: AdviceScorer, intents: Path, *, seal: str) -> Path:
    """Write the voice beside its corpus in one step, and return the path."""
    rows = [
        f"{json.dumps(name, ensure_ascii=False)}:[{scorer.idf[name]},{scorer.weights[name]}]"
        for name in sorted(scorer.idf)
    ]
    text = (
        f'{{"made_of":"{seal}",\n"offset":{scorer.offset},\n"features":{{\n'
        + ",\n".join(rows)
        + "\n}}\n"
    )
    path = intents / "safety" / "advice" / VOICE
    new = path.with_name(f".new-{path.name}")
    new.write_text(text, encoding="utf-8")
    return new.replace(path)
