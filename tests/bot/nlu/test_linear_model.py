"""The classifier's own arithmetic, without Rasa."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.features import SCALES, features_of, sound_features, word_features
from bot.nlu.linear_model import SURE, Block, Hint, LinearModel, best_temperature

EXAMPLES = [
    ("ขอเบอร์สายด่วน", "hotline"),
    ("โทรเบอร์ไหนดี", "hotline"),
    ("what number do I call", "hotline"),
    ("เบอร์โทรช่วยเด็ก", "hotline"),
    ("ขอสัญชาติไทยยังไง", "nationality"),
    ("ลูกไม่มีสัญชาติ", "nationality"),
    ("how do I get Thai nationality", "nationality"),
    ("ยื่นขอสัญชาติที่ไหน", "nationality"),
]


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return LinearModel.fit([features_of(t) for t, _ in EXAMPLES], [label for _, label in EXAMPLES], SCALES)


@pytest.mark.parametrize(("text", "label"), EXAMPLES)
def test_it_knows_what_it_learned(model: LinearModel, text: str, label: str) -> None:
    assert model.probabilities(features_of(text))[0][0] == label


@pytest.mark.parametrize(
    ("text", "label"), [("ขอสันชาดไทย", "nationality"), ("เบอสายด่วน", "hotline")], ids=["homophone", "letter missing"]
)
def test_a_misspelt_word_is_known_by_its_sound(model: LinearModel, text: str, label: str) -> None:
    assert model.probabilities(features_of(text))[0][0] == label


@pytest.mark.parametrize("text", ["", " ", "123", "zzzz", "ขอเบอร์"])
def test_probabilities_add_up_to_one(model: LinearModel, text: str) -> None:
    chances = [chance for _, chance in model.probabilities(features_of(text))]
    assert sum(chances) == pytest.approx(1.0, abs=1e-5)
    assert chances == sorted(chances, reverse=True)


def test_what_was_saved_answers_the_same(model: LinearModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = LinearModel.load(tmp_path)
    for text, _ in EXAMPLES:
        assert loaded.probabilities(features_of(text)) == model.probabilities(features_of(text))


def test_one_intent_is_no_choice() -> None:
    with pytest.raises(ValueError, match="at least two intents"):
        LinearModel.fit([features_of("a"), features_of("b")], ["x", "x"], SCALES)


def test_neighbouring_words_are_features() -> None:
    assert word_features(["ขอ", "เบอร์"], (1, 2)) == ["ขอ", "เบอร์", "ขอ เบอร์"]


def test_the_blocks_and_their_sizes_can_be_chosen() -> None:
    assert features_of("ab c", blocks=["letter"], sizes={"letter": (2,)}) == {"letter": ["^a", "ab", "b ", " c", "c$"]}


def test_words_never_seen_make_it_less_sure() -> None:
    arrays = {"idf": np.ones(2, np.float32), "weights": np.eye(2, dtype=np.float32)}
    block = Block.of(vocabulary={"known": 0, "other": 1}, scale=1.0, **arrays)
    model = LinearModel(["a", "b"], {"word": block}, np.zeros(2, np.float32), temperature=1.0)
    alone = model.probabilities({"word": ["known"]})[0]
    among_strangers = model.probabilities({"word": ["known", "strange", "stranger"]})[0]
    assert alone == ("a", pytest.approx(1 / (1 + np.exp(-1))))
    assert among_strangers == ("a", pytest.approx(1 / (1 + np.exp(-1 / np.sqrt(3)))))


def test_what_means_the_same_to_the_search_is_one_feature() -> None:
    assert features_of("ละอ่อน", blocks=["meaning"]) == features_of("เด็ก", blocks=["meaning"])


def test_hints_teach_what_no_example_says_and_only_known_labels() -> None:
    texts = {"ขอที่อยู่บ้านเทียน": "hotline", "แม่น้ำยาวเท่าไร": "rivers"}
    hints = [Hint(features_of(text), label, weight=0.5) for text, label in texts.items()]
    features, labels = [features_of(t) for t, _ in EXAMPLES], [label for _, label in EXAMPLES]
    taught = LinearModel.fit(features, labels, SCALES, hints=hints)
    assert taught.classes == ["hotline", "nationality"]
    untaught = LinearModel.fit(features, labels, SCALES)
    asked = features_of("บ้านเทียนอยู่ไหน")
    assert dict(taught.probabilities(asked))["hotline"] > dict(untaught.probabilities(asked))["hotline"]


@pytest.mark.parametrize(
    ("mistakes", "is_cautious"), [pytest.param(0, False, id="none"), pytest.param(10, True, id="one in ten")]
)
def test_few_mistakes_are_sure_ones(mistakes: int, is_cautious: bool) -> None:
    scores = np.zeros((100, 3), np.float32)
    scores[:, 0] = 1.0
    gold = np.array([1] * mistakes + [0] * (100 - mistakes))
    temperature = best_temperature(scores, gold)
    sure = np.exp(temperature) / (np.exp(temperature) + 2) > SURE
    assert bool(sure) is not is_cautious


def test_what_stands_in_fewer_texts_is_left_out(tmp_path: Path) -> None:
    features, labels = [features_of(t, blocks=["word"]) for t, _ in EXAMPLES], [label for _, label in EXAMPLES]
    LinearModel.fit(features, labels, {"word": 1.0}, rarest=2).save(tmp_path)
    described = json.loads(gzip.decompress((tmp_path / "model.json.gz").read_bytes()))
    (block,) = described["blocks"].values()
    assert "เบอร์" in block["vocabulary"]
    assert "สายด่วน" not in block["vocabulary"]
    with pytest.raises(ValueError, match="no feature is in"):
        LinearModel.fit(features, labels, {"word": 1.0}, rarest=8)


def test_a_doubted_label_must_win_by_more(model: LinearModel) -> None:
    features, labels = [features_of(t) for t, _ in EXAMPLES], [label for _, label in EXAMPLES]
    doubting = LinearModel.fit(features, labels, SCALES, doubts={"hotline": 0.5, "unheard of": 9.0})
    near, far = features_of("เบอร์สัญชาติ"), features_of("โทรเบอร์ไหนดี")
    assert dict(doubting.probabilities(near))["hotline"] < dict(model.probabilities(near))["hotline"]
    assert doubting.probabilities(far)[0][0] == "hotline"


def test_homophones_share_all_pieces_of_sound() -> None:
    assert sound_features("ทุนการศึกษา") == sound_features("ทุนกานสึกสา")
