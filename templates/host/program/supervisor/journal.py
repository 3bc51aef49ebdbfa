"""What became of each run, a JSON object a line, and who holds the lock. A full disk costs a line, and nothing else."""
from __future__ import annotations

import json
import os
import time
from typing import Dict

from supervisor.events import printable
from supervisor.times import iso


class Journal:
    def __init__(self, root: str, who: str, release: str) -> None:
        self._path = os.path.join(root, "journal.jsonl")
        self._fields = {"run": printable(who), "release": release}

    def note(self, status: str, step: str = "") -> None:
        line = {"at": iso(time.time()), **self._fields, "status": status, "step": step}
        try:
            with open(self._path, "ab", buffering=0) as file:
                file.write((json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace"))
        except OSError:
            pass


def replace_json(path: str, value: Dict[str, str]) -> None:
    """In one move, so that a reader finds one or the other; or not at all."""
    following = f"{path}.next"
    try:
        with open(following, "w", encoding="utf-8", errors="replace") as file:
            json.dump(value, file, ensure_ascii=False)
        os.replace(following, path)
    except OSError:
        try:
            os.unlink(following)
        except OSError:
            pass
