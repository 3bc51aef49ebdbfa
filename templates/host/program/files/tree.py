"""The folder of a release, made and noted as the login user."""
from __future__ import annotations

import errno
import os
import shutil
from typing import Dict, Iterable, Iterator, Mapping, Set
from urllib.parse import unquote


def link_files(before: str, new: str, lines: Iterable[str]) -> Set[str]:
    """Links the files of some manifest lines from one release to the next, which may have them already: those were sent anew. The paths of
    those that are links now, as the manifest writes them.

    A file is copied where the kernel lets nobody link to it but its owner (fs.protected_hardlinks), who may be a container's user; and
    where containers of an older layout may still write to it.

    :raises OSError: a file is missing, or the disk is full
    """
    is_legacy = os.path.isdir(os.path.join(before, '.ec2-https-deploy'))
    made = {""}
    linked = set()
    for line in lines:
        encoded = line.rsplit(" ", 1)[-1]
        path = unquote(encoded)
        folder = os.path.dirname(path)
        if folder not in made:
            os.makedirs(f"{new}/{folder}", mode=0o755, exist_ok=True)
            made.add(folder)
        try:
            if _copy_or_link(f"{before}/{path}", f"{new}/{path}", is_legacy):
                linked.add(encoded)
        except FileExistsError:
            continue
    return linked


def _copy_or_link(source: str, target: str, is_legacy: bool) -> bool:
    """Whether it is a link to the same file now."""
    if not is_legacy or os.path.islink(source):
        try:
            os.link(source, target, follow_symlinks=False)
            return True
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK):
                raise
    if os.path.lexists(target):
        raise FileExistsError(target)
    shutil.copy2(source, target, follow_symlinks=False)
    return False


def states(tree: str, lines: Iterable[str], noted: Mapping[str, str]) -> Iterator[str]:
    """How each file of a manifest lies there: size, time of change in nanoseconds, path as the manifest writes it. The next inspection
    sees by it whether one was changed or lost, as after a power cut. `noted` are such lines that still hold, by path.
    """
    for line in lines:
        encoded = line.rsplit(" ", 1)[-1]
        known = noted.get(encoded)
        if known is not None:
            yield known
            continue
        try:
            status = os.lstat(f"{tree}/{unquote(encoded)}")
        except FileNotFoundError:
            continue  # of a commit that the host fetched itself
        yield f"{status.st_size} {status.st_mtime_ns} {encoded}"


def states_of(text: str, paths: Set[str]) -> Dict[str, str]:
    """Of what `states` made of another release: the lines of these files, by path."""
    lines = ((line.rsplit(" ", 1)[-1], line) for line in text.splitlines())
    return {path: line for path, line in lines if path in paths}
