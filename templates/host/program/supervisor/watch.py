"""Looks at the containers while a step runs that needs them."""
from __future__ import annotations

import threading
from typing import Dict, Optional

from supervisor.survey import Complaint, Watch, survey

# What runs after the switch, and so with the new release's containers.
WATCHED = ("probe", "certify", "serve-https", "renewal", "prune")


class Watcher:
    """In a thread, since the engine may take its time to answer."""

    def __init__(self, project: str, before: Dict[str, int], seconds: float) -> None:
        self.found: Optional[Complaint] = None
        self._project = project
        self._seconds = seconds
        self._watch = Watch(before, [])
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while self.found is None:
            complaints = self._watch.complaints(survey(self._project))
            if self._over.is_set():
                return
            self.found = complaints[0] if complaints else None
            if self._over.wait(self._seconds):
                return

    def end(self) -> None:
        self._over.set()

    def restarts(self) -> Dict[str, int]:
        """How often each container had been restarted when it was first seen."""
        return dict(self._watch.restarts)
