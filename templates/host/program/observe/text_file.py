"""Reads text files of a host. Bytes that are not UTF-8 are kept, and passed on unchanged."""
from __future__ import annotations

import hashlib
import os
from typing import List, Optional

_CHUNK = 1 << 20


def read_text(path: str, most: int = 1 << 28) -> Optional[str]:
    """A file's text; None if it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read(most)
    except OSError:
        return None


def lines_of(path: str) -> List[str]:
    """A file's lines; none if it cannot be read."""
    text = read_text(path) or ""
    return text.rstrip("\n").split("\n") if text else []


def first_line(path: str) -> Optional[str]:
    """A file's first line; None if it cannot be read."""
    text = read_text(path)
    return None if text is None else text.split("\n", 1)[0]


def sha256_of(path: str) -> Optional[str]:
    """The digest of a file; None if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for chunk in iter(lambda: file.read(_CHUNK), b""):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def shown_by(link: str) -> Optional[str]:
    """The last part of what a symbolic link leads to, even if nothing is there; None if it is no link."""
    if not os.path.islink(link):
        return None
    place = os.path.realpath(link)
    return os.path.basename(place if os.path.isdir(place) else os.readlink(link))
