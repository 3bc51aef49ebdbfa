"""The digest of a folder that the runner wrote: of the proxy's configuration, and of the renewal's program."""
from __future__ import annotations

import hashlib
import os
from typing import Iterator, Optional

from observe.text_file import sha256_of


def folder_digest(folder: str) -> Optional[str]:
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
