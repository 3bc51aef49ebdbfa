"""Hides what came out of variables: of a text, the words that no compose file has. src/compose/facts/words.ts does the same."""
from __future__ import annotations

import re
from typing import Iterable, List, Set

_WORD = re.compile("[^ \\t\\r\\n\\f\\v=:,;\"'()\\[\\]|&<>{}]+")
_HIDDEN = "***"


def words_in(texts: Iterable[str]) -> Set[str]:
    return {word for text in texts for word in _WORD.findall(text)}


def hidden(text: str, known: Set[str]) -> str:
    return _WORD.sub(lambda found: found[0] if found[0] in known else _HIDDEN, text)


def shown_words(text: str) -> List[str]:
    """What is left of a text to compare: `--workers=***` and `--workers=` are the same."""
    return [word for word in _WORD.findall(text) if word != _HIDDEN]
