"""Rasa caches trained components; what they read beside their own class must count too."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def hash_of(*folders: str, suffixes: tuple[str, ...] = (".py", ".yml", ".tsv")) -> str:
    """SHA-256 over the files with one of `suffixes` below folders of the project."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
