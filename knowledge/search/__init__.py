"""Finds the fact that was asked for: names, aspects and words, misspelt or not, in any of the languages."""
