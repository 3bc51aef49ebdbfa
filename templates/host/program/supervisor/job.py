"""What this program was sent to do: the values, the steps and their limits, as they lie in the bundle."""
from __future__ import annotations

import os
import shlex
import time
from typing import Dict, List


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except FileNotFoundError:
        return ""


class Job:
    def __init__(self, bundle: str) -> None:
        self.bundle = bundle
        self.began = time.monotonic()
        self.home = os.environ.get("HOME", "/")
        # `vars` is what the shell reads too: a quoted assignment a line, and a value may span lines.
        words = shlex.split(_read(os.path.join(bundle, "vars")))
        self.values: Dict[str, str] = dict(word.split("=", 1) for word in words)
        self.steps: List[str] = _read(os.path.join(bundle, "steps.list")).split()
        lines = (line.split() for line in _read(os.path.join(bundle, "limits")).splitlines())
        self.limits: Dict[str, float] = {line[0]: float(line[1]) for line in lines if len(line) == 2}
        self.root = self.values["ROOT"]
        self.release = self.values["RELEASE"]
        self.expected = self.values.get("EXPECT_CURRENT", "")
        self.who = self.values["RUN"]

    def seconds(self, name: str, default: float) -> float:
        return float(self.values.get(name) or default)

    def left(self) -> float:
        """Seconds that the run's timeout leaves for steps; what is kept for a rollback is not among them."""
        return self.seconds("RUN_SECONDS", 86400) - (time.monotonic() - self.began)

    def limit(self, step: str, is_back: bool = False) -> float:
        """The time limit of a step. On the way back it is its own, whatever is left: it is what the rest was kept for."""
        own = self.limits.get(step, 1200)
        return own if is_back or step == "rollback" else min(own, self.left())

    def current(self) -> str:
        """The release that `current` leads to, or ''."""
        try:
            return os.path.basename(os.readlink(os.path.join(self.root, "current")))
        except OSError:
            return ""

    def has_record(self, release: str) -> bool:
        """Whether a release is one of ours. Those made before 0.2 keep their record among the repository's files."""
        old = os.path.join(self.root, "releases", release, ".ec2-https-deploy", "manifest")
        return any(os.access(path, os.R_OK) for path in (os.path.join(self.root, "records", release, "manifest"), old))
