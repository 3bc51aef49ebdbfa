"""Files below a directory that containers may write to. No symbolic link is followed on the way: one that a container made could
lead anywhere on the host, and this program may be root."""
from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import Iterator, NamedTuple, Optional, Tuple

from files.manifest import blob_of

CHUNK = 1 << 20
Owner = Tuple[int, int]


class State(NamedTuple):
    """What lies at a path."""

    kind: str  # file, link, other
    status: os.stat_result


class Inside:
    """The files below `base`, which itself is trusted."""

    def __init__(self, base: str, owner: Owner) -> None:
        self.base = base
        self.owner = owner  # of directories and files that are made

    @contextmanager
    def parent(self, path: str, create: bool = False) -> Iterator[tuple[int, str]]:
        """A descriptor of the directory that holds `path`, and the last part of its name.

        :raises OSError: FileNotFoundError, or NotADirectoryError where a link or a file stands in for a directory
        """
        *folders, name = path.split('/')
        here = os.open(self.base, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for folder in folders:
                here = self._enter(here, folder, create)
            yield here, name
        finally:
            os.close(here)

    def _enter(self, here: int, folder: str, create: bool) -> int:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        try:
            there = os.open(folder, flags, dir_fd=here)
        except FileNotFoundError:
            if not create:
                raise
            os.mkdir(folder, 0o755, dir_fd=here)
            there = os.open(folder, flags, dir_fd=here)
            os.fchown(there, *self.owner)
        os.close(here)
        return there

    def state(self, path: str) -> Optional[State]:
        """What lies at a path; None: nothing."""
        try:
            with self.parent(path) as (here, name):
                status = os.stat(name, dir_fd=here, follow_symlinks=False)
        except FileNotFoundError:
            return None
        except OSError:
            return State('other', os.stat(self.base))
        kind = 'file' if stat.S_ISREG(status.st_mode) else 'link' if stat.S_ISLNK(status.st_mode) else 'other'
        return State(kind, status)

    def blob(self, path: str, state: State, like: str) -> str:
        """The id of what lies there, as a manifest has it."""
        with self.parent(path) as (here, name):
            if state.kind == 'link':
                return '-> ' + os.readlink(name, dir_fd=here)
            with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=here), 'rb') as file:
                size = os.fstat(file.fileno()).st_size
                return blob_of(iter(lambda: file.read(CHUNK), b''), size, like)

    def write(self, path: str, source: str, mode: int) -> os.stat_result:
        """Puts a copy of the file or link `source` there, in one move. What was there keeps its owner."""
        with self.parent(path, create=True) as (here, name):
            new = '.' + name[:200] + '.ec2-https-deploy'
            try:
                os.unlink(new, dir_fd=here)
            except FileNotFoundError:
                pass
            if os.path.islink(source):
                os.symlink(os.readlink(source), new, dir_fd=here)
            else:
                self._copy(source, here, new, mode)
            uid, gid = self._owner_of(here, name)
            os.chown(new, uid, gid, dir_fd=here, follow_symlinks=False)
            os.rename(new, name, src_dir_fd=here, dst_dir_fd=here)
            os.fsync(here)
            return os.stat(name, dir_fd=here, follow_symlinks=False)

    def _copy(self, source: str, here: int, new: str, mode: int) -> None:
        target = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=here)
        with os.fdopen(target, 'wb') as into, open(source, 'rb') as content:
            for chunk in iter(lambda: content.read(CHUNK), b''):
                into.write(chunk)
            into.flush()
            os.fchmod(into.fileno(), mode)
            os.fsync(into.fileno())

    def _owner_of(self, here: int, name: str) -> Owner:
        try:
            status = os.stat(name, dir_fd=here, follow_symlinks=False)
        except FileNotFoundError:
            return self.owner
        return status.st_uid, status.st_gid

    def chmod(self, path: str, mode: int) -> None:
        """Gives a file other permission bits."""
        with self.parent(path) as (here, name):
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=here)
            os.fchmod(file, mode)
            os.close(file)

    def remove(self, path: str, keep: str) -> None:
        """Removes a file, and the directories that this leaves empty up to `keep`, which stays."""
        with self.parent(path) as (here, name):
            os.unlink(name, dir_fd=here)
        folder = os.path.dirname(path)
        while folder and folder != keep and not keep.startswith(folder + '/'):
            try:
                with self.parent(folder) as (here, name):
                    os.rmdir(name, dir_fd=here)
            except OSError:
                return
            folder = os.path.dirname(folder)
