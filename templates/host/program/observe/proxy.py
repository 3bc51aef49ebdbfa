"""The reverse proxy: its configuration, what it has loaded, and which release it passes requests to."""
from __future__ import annotations

import os
import re
from typing import Optional

from observe.document import Hsts, Loaded, Proxy
from observe.folder_digest import folder_digest
from observe.text_file import first_line, shown_by


def observe_proxy(root: str) -> Proxy:
    folder = os.path.join(root, "edge")
    return {"digest": folder_digest(folder), "loaded": _loaded(root), "release": shown_by(os.path.join(folder, "live/current"))}


def observe_hsts(root: str) -> Optional[Hsts]:
    """The longest HSTS time that was served, and since when; None if a power cut damaged the file."""
    noted = re.fullmatch(r"(\d+) (\d+)\s*", first_line(os.path.join(root, "hsts")) or "")
    return {"max_age_seconds": int(noted.group(1)), "since": int(noted.group(2))} if noted else None


def _loaded(root: str) -> Optional[Loaded]:
    words = (first_line(os.path.join(root, "edge.loaded")) or "").split(" ")
    return {"config": words[0], "certificate": words[1] if len(words) > 1 else ""} if words[0] else None
