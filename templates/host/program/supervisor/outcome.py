"""How a step ended."""
from __future__ import annotations

from typing import Any, Dict, NamedTuple, Optional


class Outcome(NamedTuple):
    status: int
    # Of a failure that has a code; both may be empty.
    code: str = ""
    text: str = ""
    is_cancelled: bool = False
    # What the step found to be otherwise than the plan says: the run is planned again.
    contradiction: Optional[Dict[str, Any]] = None

    @property
    def is_well(self) -> bool:
        return self.status == 0 and not self.code

    def said(self, step: str) -> str:
        return self.text or f"the step {step} ended with status {self.status}"
