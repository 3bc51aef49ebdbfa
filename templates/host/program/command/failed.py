"""The failure of a step."""
from __future__ import annotations


class Failed(Exception):
    """Ends a step with an error code of the action (src/errors/codes.ts) and the sentence that says what failed."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
