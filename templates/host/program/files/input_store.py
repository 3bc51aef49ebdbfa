"""Writes the files of the input `files`, each in one move, and removes those that no release has any more.

A private file lies in a folder that is named by its digest: releases with the same content share it, so a mount of it stays the same, and a
rollback finds it. What a container changed is never overwritten and never removed.
"""
from __future__ import annotations

import hashlib
import os
import stat
from typing import Callable, List, Optional

from compose.releases import Releases
from files.input_files import FOLDER, InputFile, read_input_files
from files.inside import Inside

_CHUNK = 1 << 20
_UNFINISHED = ".ec2-https-deploy"
Log = Callable[[str], None]


class InputStore:
    def __init__(self, releases: Releases, log: Log) -> None:
        self._releases = releases
        self._root = os.path.join(releases.root, FOLDER)
        self._log = log

    def write(self, release: str, sent: str) -> None:
        """`sent` is the folder with the contents, by their digests.

        :raises OSError: the disk is full or may not be written, or a link stands in for a directory of the release
        """
        tree = self._releases.folder(release)
        for file in read_input_files(self._releases.record(release)):
            source = os.path.join(sent, file.digest)
            if file.place == "tree":
                Inside(tree, (os.getuid(), os.getgid())).write(file.path, source, file.mode)
            else:
                self._write_private(file, source)

    def _write_private(self, file: InputFile, source: str) -> None:
        target = file.at(self._releases.root, "")
        for folder in (self._root, os.path.dirname(target)):
            os.makedirs(folder, mode=0o700, exist_ok=True)
            os.chmod(folder, 0o700)
        if os.path.lexists(target):
            if _digest(target) == file.digest:
                _widen(target, file.mode)
                return
            if file.may_be_written():
                self._log(f"Kept: {file.path} was changed by a container")
                return
        new = os.path.join(os.path.dirname(target), f".{os.path.basename(target)[:200]}{_UNFINISHED}")
        if os.path.lexists(new):
            os.unlink(new)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as into, open(source, "rb") as content:
            for chunk in iter(lambda: content.read(_CHUNK), b""):
                into.write(chunk)
            into.flush()
            os.fchmod(into.fileno(), file.mode)
            os.fsync(into.fileno())
        os.replace(new, target)

    def remove_unused(self, mounted: Optional[List[str]]) -> None:
        """`mounted` are paths that running containers have mounted; None: nobody knows, so nothing is removed."""
        if mounted is None or not os.path.isdir(self._root):
            return
        records = os.path.join(self._releases.root, "records")
        used = {file.digest for name in os.listdir(records) for file in read_input_files(os.path.join(records, name))}
        for digest in sorted(os.listdir(self._root)):
            is_mounted = any(f"/{FOLDER}/{digest}/" in path for path in mounted)
            if digest not in used and not is_mounted:
                self._remove(digest)

    def _remove(self, digest: str) -> None:
        folder = os.path.join(self._root, digest)
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            is_unfinished = name.startswith(".") and name.endswith(_UNFINISHED)
            if is_unfinished or _digest(path) == digest:
                os.unlink(path)
        if os.listdir(folder):
            self._log(f"Kept: {folder} has a file that a container changed")
        else:
            os.rmdir(folder)


def _digest(path: str) -> Optional[str]:
    """None if it cannot be read: a container may have given it to another user."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for chunk in iter(lambda: file.read(_CHUNK), b""):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def _widen(path: str, mode: int) -> None:
    """Another release may need it as it is."""
    now = stat.S_IMODE(os.lstat(path).st_mode)
    if now | mode != now:
        os.chmod(path, now | mode)
