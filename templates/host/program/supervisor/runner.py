"""Whether the run that started this program is still there."""
from __future__ import annotations

import os
import select


class Runner:
    """The courier holds the other end of this pipe; it ends with the SSH channel."""

    def __init__(self, life: int) -> None:
        self._life = life
        self._gone = False

    def is_gone(self) -> bool:
        if not self._gone and select.select([self._life], [], [], 0)[0]:
            self._gone = os.read(self._life, 1) == b""
        return self._gone
