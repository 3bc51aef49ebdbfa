"""The folder of a release, made and noted as the login user."""
from __future__ import annotations

import errno
import os
import shutil
from typing import Iterable, Iterator

from files.manifest import parse


def link_files(before: str, new: str, lines: Iterable[str]) -> None:
    """Links the files of some manifest lines from one release to the next, which may have them already.

    A file is copied where the kernel lets nobody link to it but its owner (fs.protected_hardlinks), who may be a container's user; and
    where containers of an older layout may still write to it.

    :raises OSError: a file is missing, or the disk is full
    """
    is_legacy = os.path.isdir(os.path.join(before, '.ec2-https-deploy'))
    made = set()
    for line in lines:
        path, _ = parse(line)
        target = os.path.join(new, path)
        if os.path.lexists(target):
            continue
        folder = os.path.dirname(target)
        if folder not in made:
            os.makedirs(folder, mode=0o755, exist_ok=True)
            made.add(folder)
        _copy_or_link(os.path.join(before, path), target, is_legacy)


def _copy_or_link(source: str, target: str, is_legacy: bool) -> None:
    if not is_legacy or os.path.islink(source):
        try:
            os.link(source, target, follow_symlinks=False)
            return
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK):
                raise
    shutil.copy2(source, target, follow_symlinks=False)


def states(tree: str, lines: Iterable[str]) -> Iterator[str]:
    """How each file of a manifest lies there: size, time of change in nanoseconds, path as the manifest writes it. The next inspection
    sees by it whether one was changed or lost, as after a power cut.
    """
    for line in lines:
        path, _ = parse(line)
        try:
            status = os.lstat(os.path.join(tree, path))
        except FileNotFoundError:
            continue  # of a commit that the host fetched itself
        yield f"{status.st_size} {status.st_mtime_ns} {line.rsplit(' ', 1)[-1]}"
