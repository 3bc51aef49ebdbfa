"""The release's .env: mode 0600, in one move."""
from __future__ import annotations

import os
from typing import NamedTuple, Optional
from urllib.parse import unquote

from compose.env_place import env_path, env_twin
from compose.releases import Releases, read_text
from files.left_env import left_env

# In the record of a release: the repository's own `.env`, where the release's is another one.
REPOSITORY_ENV = "repository-env"


class Sent(NamedTuple):
    """Paths of what the runner sent: the release's `.env`, and the repository's own where that is part of it."""

    env: Optional[str]
    repository: Optional[str]


def write_env(releases: Releases, release: str, place: str, sent: Sent) -> None:
    """Writes the one that was sent, else the repository's own, else the one in use if it is not empty, else the one a person left, else an
    empty one. `place` is `tree`, where compose reads it, or `record`: an app that is only a Dockerfile has its folder as build context.

    :raises OSError: the disk is full, or may not be written
    """
    record, tree = releases.record(release), releases.folder(release)
    source = _source(releases, release, sent.env)
    if place == "record":
        copy_env(source, os.path.join(record, "env"))
        if sent.repository is not None:
            copy_env(sent.repository, os.path.join(tree, env_path(record)), 0o644)
        return
    copy_env(source, os.path.join(tree, env_path(record)))
    if sent.repository is not None:
        copy_env(sent.repository, os.path.join(record, REPOSITORY_ENV))
    link_env(releases, release)


def link_env(releases: Releases, release: str) -> None:
    """An `env_file` of a compose file in a folder of its own may mean the root's or the folder's: a link leads from one to the other.

    :raises OSError: the disk is full, or may not be written
    """
    link = env_link(releases, release)
    if link is not None and not os.path.lexists(link):
        os.symlink(os.path.join(releases.folder(release), env_path(releases.record(release))), link)


def env_link(releases: Releases, release: str) -> Optional[str]:
    """Where that link is; None where the compose file is at the root."""
    twin = env_twin(releases.record(release))
    return None if twin is None else os.path.join(releases.folder(release), twin)


def tracked_mode(record: str) -> Optional[int]:
    """Permission bits of the `.env` that is among the files of a release; None: there is none."""
    own = env_path(record)
    for words in (line.split(" ") for line in read_text(os.path.join(record, "manifest")).splitlines()):
        if unquote(words[-1]) == own:
            return int(words[1], 8) if words[0] == "f" else 0o644
    return None


def _source(releases: Releases, release: str, sent: Optional[str]) -> Optional[str]:
    record, tree = releases.record(release), releases.folder(release)
    if sent is not None:
        return sent
    own = os.path.join(tree, env_path(record))
    if tracked_mode(record) is not None and os.path.isfile(own):
        return own
    current = releases.current()
    used = releases.env_file(current) if current and os.path.isfile(releases.env_file(current)) else None
    if used is None or os.path.getsize(used) == 0:
        return left_env(releases.root, env_path(record), is_first=not current)
    digests = os.path.join(releases.record(current), "env-digests")
    if os.path.isfile(digests):
        copy_env(digests, os.path.join(record, "env-digests"))
    return used


def copy_env(source: Optional[str], target: str, mode: int = 0o600) -> None:
    """Copies a file, or makes an empty one, in one move.

    :raises OSError: the disk is full, or may not be written
    """
    content = b""
    if source is not None:
        with open(source, "rb") as file:
            content = file.read()
    new = f"{target}.next"
    if os.path.lexists(new):
        os.unlink(new)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, target)
