"""How the examples come to the components that learn from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.importer import FileImporter
from bot.nlu.tokenizer import MultilingualTokenizer

ROOT = Path(__file__).parents[3]
DATA = str(ROOT / "data" / "nlu" / "my")


def test_the_examples_are_those_that_rasa_would_read() -> None:
    read, expected = (kind(training_data_paths=[DATA]).get_nlu_data() for kind in (FileImporter, RasaFileImporter))
    assert expected.intent_examples
    assert read.fingerprint() == expected.fingerprint()


def test_they_are_read_once_for_every_language() -> None:
    importer = FileImporter(training_data_paths=[DATA])
    assert importer.get_nlu_data("th") is importer.get_nlu_data()


@pytest.mark.parametrize("cut_examples", [True, False])
def test_examples_are_cut_where_somebody_learns_from_words(cut_examples: bool, tmp_path: Path) -> None:
    config = MultilingualTokenizer.get_default_config() | {"cut_examples": cut_examples}
    context = ExecutionContext(GraphSchema({}))
    tokenizer = MultilingualTokenizer.create(config, LocalModelStorage(tmp_path), Resource("tokenizer"), context)
    (example,) = tokenizer.process_training_data(TrainingData([Message.build("ขอเบอร์", "ask_hotline")])).intent_examples
    assert [token.text for token in example.get("text_tokens") or []] == (["ขอ", "เบอร์"] if cut_examples else [])
    (message,) = tokenizer.process([Message({"text": "ขอเบอร์"})])
    assert [token.text for token in message.get("text_tokens")] == ["ขอ", "เบอร์"]
