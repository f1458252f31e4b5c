"""Cuts texts into words for Rasa, whatever the script."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language import segment
from bot.nlu.fingerprint import hash_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MultilingualTokenizer(Tokenizer):
    """Thai by dictionary, Burmese and Shan by syllable, the rest by letters and digits."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`cut_examples`: whether the training data is cut too, for components that learn from words."""
        rasas = {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}
        return {**rasas, "cut_examples": True}

    @staticmethod
    def required_packages() -> list[str]:
        return ["pythainlp"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return hash_of("bot/language")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MultilingualTokenizer:
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Cuts the texts of the examples where they are to be cut."""
        return super().process_training_data(training_data) if self._config["cut_examples"] else training_data

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens with code point offsets; white space is not a token."""
        return [
            Token(token.text, token.start, token.end) for token in segment(message.get(attribute)) if not token.is_space
        ]
