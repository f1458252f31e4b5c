"""Lists the texts that no native speaker has read: `make translations`.

A response of domain.yml is read when its metadata no longer says `reviewed: false`. The other catalogues are read as a
whole: a comment line such as `# reviewed: th, en` (`// reviewed: …`) in one names the languages that were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from knowledge.authoring import ContentError, read_content
from knowledge.loading import CONTENT
from scripts.environment import ROOT

LANGUAGES = ("th", "en", "my")
DOMAIN = "domain.yml"
YAML_CATALOGUES = (
    "gateway/texts.yml",
    "bot/safety/card.yml",
    "knowledge/words.yml",
    "knowledge/compiling/taxonomies.yml",
)
PAGE_TEXTS, START_PAGE = "web/texts.js", "web/index.html"
COUNTED_ONLY = ("area", "source")  # kinds of which there are hundreds
SHOWN = 60  # letters of a text

_REVIEWED = re.compile(r"^(?:#|//|<!--) reviewed: (?P<languages>[a-z, ]+)", re.M)
_PAGE_TEXT = re.compile(r"^  [a-z_0-9]+: \[", re.M)


def unread_responses(domain: str) -> Iterator[tuple[str, str, str]]:
    """(key, language, text) of the responses of a domain that nobody has read."""
    for key, variations in yaml.safe_load(domain)["responses"].items():
        for variation in variations:
            metadata = variation.get("metadata", {})
            if metadata.get("reviewed") is False:
                yield key, metadata["language"], variation["text"]


def read_languages(catalogue: str) -> set[str]:
    """The languages in which a native speaker has read all of a catalogue."""
    found = _REVIEWED.search(catalogue)
    return set(re.findall("[a-z]+", found["languages"])) if found else set()


def count_texts(path: str, catalogue: str) -> Counter[str]:
    """How many texts a catalogue has in each language."""
    if path == PAGE_TEXTS:
        return Counter(dict.fromkeys(LANGUAGES, len(_PAGE_TEXT.findall(catalogue))))
    if path == START_PAGE:
        return Counter(LANGUAGES)  # a page of sentences: one text in each language
    return Counter(_texts_in(yaml.safe_load(catalogue)))


def _texts_in(value: object) -> Iterator[str]:
    """The language of each text inside a YAML value."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in LANGUAGES and isinstance(part, str):
                yield key
            else:
                yield from (key for _ in part) if key in LANGUAGES and isinstance(part, list) else _texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts_in(part)


def records_without_burmese(folder: Path) -> Counter[str]:
    """How many texts of a record lack Burmese, by `kind id`; raises ContentError."""
    counted: Counter[str] = Counter()
    for entry in read_content(folder).entries.values():
        if not entry.loc:
            counted[f"{entry.kind} {entry.slug}"] = _without_burmese(entry.record.dict())
    return +counted


def _without_burmese(value: object) -> int:
    if isinstance(value, dict):
        if "my" in value and value["my"] is None:
            return 1
        return sum(map(_without_burmese, value.values()))
    return sum(map(_without_burmese, value)) if isinstance(value, list) else 0


def _tell_responses() -> None:
    unread = list(unread_responses((ROOT / DOMAIN).read_text(encoding="utf-8")))
    print(f"{DOMAIN}: {len(unread)} responses that no native speaker has read")
    for key, language, text in unread:
        line = " ".join(text.split())
        print(f"  {language}  {key:28} {line[:SHOWN]}{'…' if len(line) > SHOWN else ''}")


def _tell_catalogues() -> None:
    print(f"\nCatalogues, texts that no native speaker has read{'':12}{'':4}th    en    my")
    for path in (*YAML_CATALOGUES, PAGE_TEXTS, START_PAGE):
        catalogue = (ROOT / path).read_text(encoding="utf-8")
        counts, read = count_texts(path, catalogue), read_languages(catalogue)
        numbers = "".join(f"{0 if language in read else counts[language]:6}" for language in LANGUAGES)
        print(f"  {path:58}{numbers}")


def _tell_content() -> None:
    try:
        missing = records_without_burmese(CONTENT)
    except ContentError as error:
        raise SystemExit(f"The content has {len(error.problems)} problems: run `python -m knowledge check`.") from error
    kinds = Counter(name.partition(" ")[0] for name in missing)
    print(f"\nknowledge/content: {len(missing)} records with texts that lack Burmese")
    print(*(f"  {count:5} {kind}" for kind, count in sorted(kinds.items())), sep="\n")
    for name, count in sorted(missing.items()):
        if not name.startswith(COUNTED_ONLY):
            print(f"  {name}: {count}")


def main() -> None:
    _tell_responses()
    _tell_catalogues()
    _tell_content()


if __name__ == "__main__":
    main()
