"""Which route a message asks for."""

from __future__ import annotations

import os
from typing import Any

import structlog
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.features import SCALES, SIZES, features_of
from bot.nlu.fingerprint import hash_of
from bot.nlu.linear_model import Hint, LinearModel
from bot.nlu.respelling import respellings
from bot.nlu.wordings import wordings
from knowledge.database import connect, knowledge_url

log = structlog.get_logger()

RANKING_LENGTH = 5
# Of a long text the beginning and the end are read: there people say what they want.
MOST_READ, BEGINNING = 1_000, 700


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Words, letters and sounds of the text, weighed by a calibrated linear model."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`c`: how closely examples are followed; `scales`: of the blocks, 0 leaves one out; `sizes`: of their pieces;
        `wordings`: how much a wording of the content counts beside an example, 0 where there is no content;
        `respellings`: how much an example counts as other people would write it; `rarest`: texts that a feature stands
        in at least; `doubts`: by how much the score of an intent must be the best.
        """
        settings = {"c": 1.0, "scales": dict(SCALES), "sizes": {}, "rarest": 1, "doubts": {}}
        return {**settings, "wordings": 0.0, "respellings": 0.0}

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn", "pythainlp"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return hash_of("bot/language", "bot/nlu", "bot/safety", "knowledge/search", "knowledge/content")

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: LinearModel | None = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model
        self._scales = {block: scale for block, scale in config["scales"].items() if scale}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LinearIntentClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the intent examples and write the model."""
        examples = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
        self._model = LinearModel.fit(
            [self._features_of(text) for text, _ in examples],
            [intent for _, intent in examples],
            self._scales,
            self._config["c"],
            self._hints(examples),
            self._config["rarest"],
            self._config["doubts"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        log.info("classifier.model.trained", examples=len(examples), intents=len(self._model.classes))
        return self._resource

    def _hints(self, examples: list[tuple[str, str]]) -> list[Hint]:
        """The wordings of the content, and the examples respelt; raises DatabaseError where no content can be read."""
        more: list[tuple[str, str, float]] = []
        if weight := self._config["wordings"]:
            with connect(knowledge_url(os.environ)).connect() as connection:
                more += [(text, intent, weight) for text, intent in wordings(connection)]
        if weight := self._config["respellings"]:
            more += [(respelt, intent, weight) for text, intent in examples for respelt in respellings(text)]
        return [Hint(self._features_of(text), intent, weight) for text, intent, weight in more]

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking` of each message that has a text."""
        for message in messages:
            text = message.get(TEXT)
            if not text or self._model is None:
                continue
            words = [token.text.lower() for token in message.get("text_tokens") or []]
            if len(text) > MOST_READ:
                text, words = f"{text[:BEGINNING]} {text[BEGINNING - MOST_READ :]}", []
            ranking = [
                {"name": name, "confidence": chance}
                for name, chance in self._model.probabilities(self._features_of(text, words or None))[:RANKING_LENGTH]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _features_of(self, text: str, words: list[str] | None = None) -> dict[str, list[str]]:
        return features_of(text, words, tuple(self._scales), {**SIZES, **self._config["sizes"]})

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
