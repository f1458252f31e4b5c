"""What a message names: places, organisations, needs, papers, ages, dates."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.fingerprint import hash_of
from bot.nlu.judging import Found
from bot.nlu.lexicon import lexicon
from bot.nlu.name_store import NameStore
from bot.nlu.recognition import find_entities

MOST_READ = 1_000  # letters: names stand early, and a longer text must not keep the others waiting


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NameEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds the names that the knowledge base knows, on the text itself and not on tokens."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    @staticmethod
    def required_packages() -> list[str]:
        return ["rapidfuzz", "sqlalchemy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return hash_of("bot/language", "bot/nlu")

    def __init__(self, names: NameStore) -> None:
        self._names = names

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NameEntityExtractor:
        return cls(NameStore.open())

    def process(self, messages: list[Message]) -> list[Message]:
        """Append the entities of each message that has a text; offsets are code points of it."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = [
                    self._as_entity(text, one) for one in find_entities(text[:MOST_READ], self._names.book(), lexicon())
                ]
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _as_entity(self, text: str, found: Found) -> dict[str, Any]:
        return {
            "entity": found.kind,
            "start": found.start,
            "end": found.end,
            "value": found.value,
            "text": text[found.start : found.end],
            "confidence": found.confidence,
            "extractor": type(self).__name__,
        }
