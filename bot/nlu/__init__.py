"""Rasa graph components of the assistant: tokenizer, intent classifier, entity extractor."""
