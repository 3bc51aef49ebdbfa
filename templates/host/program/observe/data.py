"""What the site keeps beside its releases, and what lies in its directory that is not ours."""
from __future__ import annotations

import json
import os
import re
from typing import Any, Dict, List, Optional
from urllib.parse import unquote

from files.manifest import Release
from files.ours import OURS
from observe.document import Place
from observe.text_file import lines_of, read_text

_MOST_REPORTED = 50


def observe_places(root: str, paths: List[str]) -> List[Place]:
    """Where each path lies now: in shared/, or beside it as a stack that was started by hand left it."""
    return [{"path": path, "kind": _kind(root, path)} for path in paths]


def places_before(release: Release) -> List[str]:
    """Paths that outlive releases as a release has them."""
    words = (line.split(" ") for line in lines_of(os.path.join(release.record, "places")))
    return [unquote(pair[1]) for pair in words if len(pair) == 2]


class Synced:
    """What was last written into the persistent directories: <root>/synced.json."""

    def __init__(self, root: str) -> None:
        self._shared = os.path.join(root, "shared")
        self._noted = _json_object(os.path.join(root, "synced.json"))

    def release(self) -> Optional[str]:
        return str(self._noted.get("release", "")) if self._noted else None

    def differing(self) -> List[str]:
        """Files that differ from the repository's, since a container changed them."""
        files: Dict[str, Any] = self._noted.get("files", {})
        changed = {path for path, noted in files.items() if self._has_changed(path, noted.get("stat"))}
        return sorted(changed | set(self._noted.get("kept", [])))[:_MOST_REPORTED]

    def _has_changed(self, path: str, noted: object) -> bool:
        try:
            status = os.stat(os.path.join(self._shared, path), follow_symlinks=False)
        except OSError:
            return False
        return [status.st_size, status.st_mtime_ns, status.st_ino] != noted


def foreign_files(root: str, release: Optional[Release]) -> List[str]:
    """What lies where releases do, and is not ours."""
    found = []
    current = os.path.join(root, "current")
    if os.path.lexists(current) and (not os.path.islink(current) or (release is None and os.path.exists(current))):
        found.append(current)
    first = next((folder for folder in _folders(os.path.join(root, "releases")) if not _is_release(root, folder)), None)
    return found if first is None else [*found, first]


def _is_release(root: str, folder: str) -> bool:
    """A deploy that was broken off may have left a folder without its record; it is named as a release is."""
    name = os.path.basename(folder)
    records = (os.path.join(root, "records", name), os.path.join(folder, ".ec2-https-deploy"))
    return any(map(os.path.isdir, records)) or re.match(r".{8}T.{6}Z-.{3}", name) is not None


def _folders(place: str) -> List[str]:
    names = sorted(os.listdir(place)) if os.path.isdir(place) else []
    return [os.path.join(place, name) for name in names]


def _kind(root: str, path: str) -> str:
    if os.path.lexists(os.path.join(root, "shared", path)):
        return "shared"
    is_by_hand = path and path.split("/")[0] not in OURS and os.path.lexists(os.path.join(root, path))
    return "by-hand" if is_by_hand else "missing"


def _json_object(path: str) -> Dict[str, Any]:
    """A file that a power cut damaged counts as missing."""
    try:
        noted = json.loads(read_text(path) or "{}")
    except ValueError:
        return {}
    return noted if isinstance(noted, dict) else {}
