"""Is someone in danger? Looked at before anything else: offline, without a model, in a few milliseconds."""

from bot.safety.cards import Card, card, categories
from bot.safety.danger import Danger, check
from bot.safety.errors import RulesError, SafetyError, UnknownCategory

__all__ = ["Card", "Danger", "RulesError", "SafetyError", "UnknownCategory", "card", "categories", "check"]
