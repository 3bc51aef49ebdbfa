"""The folder with the reverse proxy's nginx configuration (`<root>/edge`), and its copies in the records of releases."""
from __future__ import annotations

import hashlib
import os
import shutil
from typing import List

_UNFINISHED = ".tmp"


def config_digest(folder: str) -> str:
    """The digest of a folder's files, as the inspection of the host and `digestOf` of the plan compute it; '' if there is no folder.

    It is that of what `sha256sum` prints for the files in the order of their names.
    """
    if not os.path.isdir(folder):
        return ""
    lines = [f"{_digest_of(os.path.join(folder, path))}  ./{path}\n" for path in sorted(_files(folder))]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _files(folder: str) -> List[str]:
    """Paths of the regular files below a folder, but for those of a copy that was broken off."""
    found = []
    for place, _, names in os.walk(folder):
        paths = [os.path.join(place, name) for name in names if not name.endswith(_UNFINISHED)]
        found += [os.path.relpath(path, folder) for path in paths if os.path.isfile(path) and not os.path.islink(path)]
    return found


def _digest_of(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def mirror(source: str, target: str) -> None:
    """Copies the files of one folder over another's, each in one move, and removes what the first does not have.

    The folder itself stays the same one, since the container has it mounted.

    :raises OSError: the disk is full, or may not be written
    """
    os.makedirs(target, exist_ok=True)
    os.chmod(target, 0o755)
    names = _own_files(source)
    for name in names:
        _replace_copy(os.path.join(source, name), os.path.join(target, name))
    for name in _own_files(target):
        if name not in names:
            os.unlink(os.path.join(target, name))


def _own_files(folder: str) -> List[str]:
    """Names of the files right in a folder; none if there is no folder."""
    if not os.path.isdir(folder):
        return []
    return sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)))


def _replace_copy(source: str, target: str) -> None:
    new = target + _UNFINISHED
    with open(source, "rb") as content, open(new, "wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())
    # nginx reads it as another user.
    os.chmod(new, 0o644)
    os.replace(new, target)
