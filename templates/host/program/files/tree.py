"""The folder of a release, as the login user: `python3 -B program tree <command> …`.

link FROM TO   links the files named on standard input (NUL after each) from one release to the next, which may have them already
note TREE      prints size, time of change and path of each file of the manifest on standard input
"""
from __future__ import annotations

import errno
import os
import shutil
import sys
from typing import List

from files.manifest import parse


def link(before: str, new: str) -> None:
    """A file is copied where the kernel lets nobody link to it but its owner (fs.protected_hardlinks), who may be a container's
    user; and where containers of an older layout may still write to it."""
    made = set()
    for name in sys.stdin.buffer.read().split(b'\0')[:-1]:
        path = os.fsdecode(name)
        source, target = os.path.join(before, path), os.path.join(new, path)
        if os.path.lexists(target):
            continue
        folder = os.path.dirname(target)
        if folder not in made:
            os.makedirs(folder, mode=0o755, exist_ok=True)
            made.add(folder)
        copy_or_link(source, target, os.path.isdir(os.path.join(before, '.ec2-https-deploy')))


def copy_or_link(source: str, target: str, is_legacy: bool) -> None:
    if not is_legacy or os.path.islink(source):
        try:
            os.link(source, target, follow_symlinks=False)
            return
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK):
                raise
    shutil.copy2(source, target, follow_symlinks=False)


def note(tree: str) -> None:
    for line in sys.stdin:
        path, _ = parse(line.rstrip('\n'))
        try:
            status = os.lstat(os.path.join(tree, path))
        except FileNotFoundError:
            continue  # of a commit that the host fetched itself
        print(status.st_size, status.st_mtime_ns, line.rstrip('\n').rsplit(' ', 1)[-1])


def main(words: List[str]) -> int:
    """Runs one command; the exit status."""
    if words[0] == 'link':
        link(words[1], words[2])
    else:
        note(words[1])
    return 0
