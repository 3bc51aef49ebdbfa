"""Releases made before 0.2 were mounted themselves: what containers wrote lies in them, beside the repository's files. It is moved to
the persistent directories once, without a moment in which a container or a rollback does not find it."""
from __future__ import annotations

import os
import shutil
from typing import Dict, Iterator, List

from files.inside import Inside
from files.manifest import Entry, Release, all_releases, blob_of, is_within, read
from files.places import Place, Shared

DONE = 'data-moved'
HOLDS_DATA = 'holds-data'


def migrate(shared: Shared, places: List[Place], current: str) -> None:
    """Moves what containers wrote into old releases. Of two that differ the newer is used; the other lies below <root>/kept."""
    releases = [release for release in all_releases(shared.root) if release.is_legacy]
    # The one that runs holds what is newest, also where a release was put back.
    if releases:
        shared.make_base()
    releases.sort(key=lambda release: release.name == current, reverse=True)
    for release in releases:
        if not os.path.exists(os.path.join(release.record, DONE)):
            Old(shared, release, places).move()


class Old:
    """A release of the old layout."""

    def __init__(self, shared: Shared, release: Release, places: List[Place]) -> None:
        self.shared = shared
        self.release = release
        self.places = [place.path for place in places]
        self.files: Dict[str, Entry] = read(release)
        self.moved = 0
        self.stays = shared.leads_into(release.tree)

    def move(self) -> None:
        """Takes over all that containers wrote below the places."""
        for place in self.places:
            old = os.path.join(self.release.tree, place)
            new = os.path.join(self.shared.base, place)
            if place and os.path.isdir(old) and not os.path.islink(old) and not os.path.lexists(new):
                self._take_whole(old, new)
            else:
                for path in self._written(place):
                    self._take(path)
        if self.moved:
            print(f'Adopted {self.moved} files that containers wrote into release {self.release.name}')
        self._mark()

    def _take_whole(self, old: str, new: str) -> None:
        """A running container goes on with the same directory under its new name; a rollback finds it by the link."""
        inside, below = self.shared.at(os.path.relpath(new, self.shared.base))
        with inside.parent(below, create=True):
            try:
                os.rename(old, new)
            except OSError:
                # Another file system is mounted there: it stays, and so does the release.
                self.shared.adopt(os.path.relpath(new, self.shared.base), old)
                self.stays = True
                return
        os.symlink(new, old)
        self._part(new)
        self.moved += sum(len(files) for _, _, files in os.walk(new))
        print(f'Moved {old} to {new}')

    def _part(self, new: str) -> None:
        """What was one file in several releases becomes one for each: a container writes to this one."""
        others = [release.tree for release in all_releases(self.shared.root) if release.tree != self.release.tree]
        for folder, _, names in os.walk(new):
            for name in names:
                file = os.path.join(folder, name)
                status = os.lstat(file)
                path = os.path.relpath(file, self.shared.base)
                for other in (os.path.join(tree, path) for tree in others) if status.st_nlink > 1 else ():
                    if os.path.lexists(other) and os.path.samestat(os.lstat(other), status):
                        shutil.copy2(file, other + '.next', follow_symlinks=False)
                        os.rename(other + '.next', other)

    def _written(self, place: str) -> Iterator[str]:
        """Paths of what is not the repository's: new files, and changed ones."""
        top = os.path.join(self.release.tree, place)
        if os.path.isfile(top):
            if self._is_written(place):
                yield place
            return
        for folder, folders, names in os.walk(top):
            below = os.path.relpath(folder, self.release.tree)
            prefix = '' if below == '.' else below + '/'
            folders[:] = [name for name in folders if prefix + name != '.ec2-https-deploy']
            for name in names + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
                if self._is_written(prefix + name):
                    yield prefix + name

    def _is_written(self, path: str) -> bool:
        file = os.path.join(self.release.tree, path)
        if os.path.basename(path) == '.env' and path not in self.files:
            return False
        if os.path.islink(file):
            target = os.readlink(file)
            return not is_within(target, self.shared.root) and path not in self.files
        if path not in self.files or not os.path.isfile(file):
            return os.path.isfile(file)
        with open(file, 'rb') as content:
            size = os.fstat(content.fileno()).st_size
            return blob_of(iter(lambda: content.read(1 << 20), b''), size, self.files[path].blob) != self.files[path].blob

    def _take(self, path: str) -> None:
        old = os.path.join(self.release.tree, path)
        inside, below = self.shared.at(path)
        if inside.state(below) is None:
            with inside.parent(below, create=True) as (here, name):
                # The same file under a second name: a container that has it open writes to it still.
                if not self._link(old, here, name):
                    inside.write(below, old, os.stat(old).st_mode & 0o7777)
            self.moved += 1
        elif not self._is_same(old, path):
            kept = os.path.join('kept', self.release.name, path)
            Inside(self.shared.root, self.shared.owner).write(kept, old, os.stat(old).st_mode & 0o7777)
            print(f'Kept: {path} of release {self.release.name} differs from the newer one; it is now at {self.shared.root}/{kept}')

    def _link(self, old: str, here: int, name: str) -> bool:
        if os.path.islink(old) or os.stat(old).st_nlink > 1:
            return False
        try:
            os.link(old, name, dst_dir_fd=here)
        except OSError:
            return False
        return True

    def _is_same(self, old: str, path: str) -> bool:
        inside, below = self.shared.at(path)
        state = inside.state(below)
        status = os.lstat(old)
        if state is None or state.kind != 'file' or not os.path.isfile(old):
            return False
        if (state.status.st_ino, state.status.st_dev) == (status.st_ino, status.st_dev):
            return True
        with open(old, 'rb') as content:
            return blob_of(iter(lambda: content.read(1 << 20), b''), status.st_size, '') == inside.blob(below, state, '')

    def _mark(self) -> None:
        """A release that a container may still have mounted is looked at again by the next deploy, and is not removed until then."""
        holds = os.path.join(self.release.record, HOLDS_DATA)
        left = any(not any(is_within(path, place) for place in self.places) for path in self._written(''))
        if left and not self.stays:
            print(f'Kept: {self.release.tree} holds files that containers wrote, at paths that no service mounts any more')
        if not left and not self.stays and (os.path.exists(holds) or not self.places):
            with open(os.path.join(self.release.record, DONE), 'w', encoding='utf-8'):
                pass
            if os.path.exists(holds):
                os.unlink(holds)
            return
        with open(holds, 'w', encoding='utf-8') as file:
            file.write(''.join(f'{place or "."}\n' for place in self.places))
