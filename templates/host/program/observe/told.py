"""What the runner tells later, line by line: a thread reads it, so that nobody has to wait who does not need it."""
from __future__ import annotations

import os
import threading
from typing import List, Optional


class Told:
    """Lines of a descriptor, in the order in which they come."""

    def __init__(self, descriptor: int) -> None:
        self._lines: List[str] = []
        self._has_ended = False
        self._changed = threading.Condition()
        threading.Thread(target=self._read, args=(descriptor,), daemon=True).start()

    def line(self, at: int, seconds: Optional[float] = None) -> str:
        """Waits for a line; '' if it does not come, or not in time."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._lines) > at or self._has_ended, seconds)
            return self._lines[at] if len(self._lines) > at else ""

    def _read(self, descriptor: int) -> None:
        try:
            with os.fdopen(descriptor, encoding="utf-8") as file:
                for line in file:
                    self._add(line.rstrip("\n"))
        except (OSError, ValueError):
            pass
        finally:
            with self._changed:
                self._has_ended = True
                self._changed.notify_all()

    def _add(self, line: str) -> None:
        with self._changed:
            self._lines.append(line)
            self._changed.notify_all()
