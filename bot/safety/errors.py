"""What can go wrong in bot.safety: only wrong files at start, or a category that does not exist."""


class SafetyError(Exception):
    """The base of every error of this package."""


class RulesError(SafetyError):
    """A rules file names a word group, category or urgency that does not exist."""


class UnknownCategory(SafetyError):
    """There is no safety card for this category."""
