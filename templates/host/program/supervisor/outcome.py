"""How a step ended."""
from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    status: int
    # Of a failure that has a code; both may be empty.
    code: str = ""
    text: str = ""
    is_cancelled: bool = False

    @property
    def is_well(self) -> bool:
        return self.status == 0 and not self.code

    def said(self, step: str) -> str:
        return self.text or f"the step {step} ended with status {self.status}"
