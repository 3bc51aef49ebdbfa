"""What this program was sent to do, with what is left of its time."""
from __future__ import annotations

import os
import time
from typing import Dict, List

from compose.releases import Releases
from job.document import Pace, read_document
from native.layout import layout_of


class Job:
    """:raises WrongField: the job document is not what the runner writes"""

    def __init__(self, bundle: str) -> None:
        document = read_document(bundle)
        self.bundle = bundle
        self.began = time.monotonic()
        self.home = os.environ.get("HOME", "/")
        self.site = document.site
        self.run = document.run
        self.root = document.site.root
        self.release = document.release
        self.expected = document.expected
        self.services = frozenset(document.services)
        # None: the site runs in containers.
        self.layout = None if document.native is None else layout_of(document)
        self.steps: List[str] = [step.kind for step in document.steps]
        self._limits: Dict[str, float] = {step.kind: step.limit_seconds for step in (document.rollback, *document.steps)}
        self.releases = Releases(self.root, document.site.project)

    @property
    def pace(self) -> Pace:
        return self.run.pace

    def left(self) -> float:
        """Seconds that the run's timeout leaves for steps; what is kept for a rollback is not among them."""
        return self.run.work_seconds - (time.monotonic() - self.began)

    def limit(self, step: str, is_back: bool = False) -> float:
        """The time limit of a step. On the way back it is its own, whatever is left: it is what the rest was kept for."""
        own = self._limits.get(step, self._limits["rollback"])
        return own if is_back or step == "rollback" else min(own, self.left())

    def current(self) -> str:
        """The release that `current` leads to, or ''."""
        return self.releases.current()

    def has_record(self, release: str) -> bool:
        """Whether a release is one of ours."""
        return self.releases.has(release)
