"""Files of the running release that are not what was put there: changed through a mount, or lost by a power cut."""
from __future__ import annotations

import os
from typing import Dict, Iterator, List, Optional, Tuple
from urllib.parse import unquote

from files.manifest import Release, blob_of, is_within
from observe.text_file import lines_of

_MOST_REPORTED = 10000
_CHUNK = 1 << 20


def damaged_files(release: Release, data_paths: List[str]) -> List[str]:
    """Of a release made before 0.2, whose containers wrote into it, only those below persistent paths."""
    noted = _noted(os.path.join(release.record, "tree"))
    found: List[str] = []
    for encoded, blob in _files(os.path.join(release.record, "manifest")):
        path = unquote(encoded)
        is_relevant = any(is_within(path, place) for place in data_paths) if release.is_legacy else encoded in noted
        if is_relevant and not _is_as_noted(os.path.join(release.tree, path), noted.get(encoded), blob):
            found.append(path)
            if len(found) == _MOST_REPORTED:
                break
    return found


def _files(manifest: str) -> Iterator[Tuple[str, str]]:
    """Path, percent-encoded, and blob of each file."""
    for words in (line.split(" ") for line in lines_of(manifest)):
        if words[0] == "f" and len(words) == 5:
            yield words[4], words[2]


def _noted(tree: str) -> Dict[str, Tuple[int, int]]:
    """Size and time of change of each file when it was put there; lines that a power cut damaged are left out."""
    parts = (line.split(" ") for line in lines_of(tree))
    whole = (part for part in parts if len(part) == 3 and part[0].isdigit() and part[1].isdigit())
    return {path: (int(size), int(changed)) for size, changed, path in whole}


def _is_as_noted(file: str, noted: Optional[Tuple[int, int]], blob: str) -> bool:
    try:
        status = os.lstat(file)
        return noted == (status.st_size, status.st_mtime_ns) or _blob(file, blob) == blob
    except OSError:
        return False


def _blob(path: str, like: str) -> str:
    with open(path, "rb") as file:
        return blob_of(iter(lambda: file.read(_CHUNK), b""), os.fstat(file.fileno()).st_size, like)
