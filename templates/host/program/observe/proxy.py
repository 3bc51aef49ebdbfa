"""The reverse proxy: its configuration, what it has loaded, and which release it passes requests to."""
from __future__ import annotations

import hashlib
import os
import re
from typing import Iterator, Optional

from observe.document import Hsts, Loaded, Proxy
from observe.text_file import first_line, sha256_of, shown_by


def observe_proxy(root: str) -> Proxy:
    folder = os.path.join(root, "edge")
    return {"digest": _digest(folder), "loaded": _loaded(root), "release": shown_by(os.path.join(folder, "live/current"))}


def observe_hsts(root: str) -> Optional[Hsts]:
    """The longest HSTS time that was served, and since when; None if a power cut damaged the file."""
    noted = re.fullmatch(r"(\d+) (\d+)\s*", first_line(os.path.join(root, "hsts")) or "")
    return {"max_age_seconds": int(noted.group(1)), "since": int(noted.group(2))} if noted else None


def _loaded(root: str) -> Optional[Loaded]:
    words = (first_line(os.path.join(root, "edge.loaded")) or "").split(" ")
    return {"config": words[0], "certificate": words[1] if len(words) > 1 else ""} if words[0] else None


def _digest(folder: str) -> Optional[str]:
    """As `folderDigest` of src/plan/release/proxy-config.ts: of the lines `DIGEST  ./PATH`, sorted by path."""
    if not os.path.isdir(folder):
        return None
    digest = hashlib.sha256()
    for path in sorted(_files(folder), key=os.fsencode):
        found = sha256_of(os.path.join(folder, path))
        if found is not None:
            digest.update(b"%s  ./%s\n" % (found.encode(), os.fsencode(path)))
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if not name.endswith(".tmp") and os.path.isfile(path) and not os.path.islink(path):
                yield os.path.relpath(path, folder)
