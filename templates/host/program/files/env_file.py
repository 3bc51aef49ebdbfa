"""The release's .env: mode 0600, in one move."""
from __future__ import annotations

import os
import re
from typing import Optional

from compose.releases import Releases, read_text
from files.left_env import left_env

_TRACKED = re.compile(r"^f [0-7]+ [0-9a-f]+ \d+ \.env$", re.MULTILINE)


def write_env(releases: Releases, release: str, place: str, sent: Optional[str]) -> None:
    """Writes the one that was sent (a path), else the repository's own, else the one in use if it is not empty, else the one a person left,
    else an empty one. `place` is `tree`, where compose reads it, or `record`: an app that is only a Dockerfile has its folder as build
    context.

    :raises OSError: the disk is full, or may not be written
    """
    record, tree = releases.record(release), releases.folder(release)
    source = _source(releases, release, sent)
    _copy(source, os.path.join(record, "env") if place == "record" else os.path.join(tree, ".env"))
    folder = read_text(os.path.join(record, "compose-folder")).strip()
    link = os.path.join(tree, folder, ".env")
    if place != "record" and folder and not os.path.lexists(link):
        # The `env_file` paths of a compose file in a folder of its own start there.
        os.symlink(os.path.join(tree, ".env"), link)


def _source(releases: Releases, release: str, sent: Optional[str]) -> Optional[str]:
    record, tree = releases.record(release), releases.folder(release)
    if sent is not None:
        return sent
    if _TRACKED.search(read_text(os.path.join(record, "manifest"))) and os.path.isfile(os.path.join(tree, ".env")):
        return os.path.join(tree, ".env")
    current = releases.current()
    used = releases.env_file(current) if current and os.path.isfile(releases.env_file(current)) else None
    if used is None or os.path.getsize(used) == 0:
        return left_env(releases.root, read_text(os.path.join(record, "compose-folder")).strip(), is_first=not current)
    digests = os.path.join(releases.record(current), "env-digests")
    if os.path.isfile(digests):
        _copy(digests, os.path.join(record, "env-digests"))
    return used


def _copy(source: Optional[str], target: str) -> None:
    content = b""
    if source is not None:
        with open(source, "rb") as file:
            content = file.read()
    new = f"{target}.next"
    if os.path.lexists(new):
        os.unlink(new)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, target)
