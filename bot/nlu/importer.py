"""Reads the training data for Rasa."""

from __future__ import annotations

from functools import cached_property

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class FileImporter(RasaFileImporter):
    """Rasa's own, which reads the examples once: it is asked for them three times, and they are many."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples, which are the same for every language."""
        return self._nlu_data

    @cached_property
    def _nlu_data(self) -> TrainingData:
        return super().get_nlu_data()
