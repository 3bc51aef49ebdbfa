"""Where the persistent directories of a site lie: below <root>/shared, by the paths that they have in the repository."""
from __future__ import annotations

import json
import os
from typing import Dict, List, NamedTuple
from urllib.parse import unquote

from files.inside import Inside, Owner
from files.manifest import Release, is_within
from files.ours import OURS


class Place(NamedTuple):
    """A path of the repository that outlives releases."""

    kind: str  # tracked; directory or file: what has to be there though the repository has nothing at it
    path: str  # '' is the whole repository


def read_places(release: Release) -> List[Place]:
    """The places of a release, as its record has them; none of a release made before 0.2."""
    file = os.path.join(release.record, 'places')
    if not os.path.isfile(file):
        return []
    with open(file, encoding='utf-8') as lines:
        words = [line.rstrip('\n').split(' ') for line in lines]
    return [Place(kind, unquote(path)) for kind, path in words]


class Refused(Exception):
    """A failure with an error code of the action."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class Shared:
    """The persistent directories of a site. A directory of a stack that was started by hand in the site's own directory stays where
    it is: it is adopted by a link."""

    def __init__(self, root: str, owner: Owner) -> None:
        self.root = root
        self.owner = owner
        self.base = os.path.join(root, 'shared')
        self._file = os.path.join(root, 'adopted.json')
        self._adopted: Dict[str, str] = {}
        if os.path.isfile(self._file):
            with open(self._file, encoding='utf-8') as file:
                self._adopted = json.load(file)

    def is_used(self) -> bool:
        """Whether a release before had persistent directories: files of it may have to be removed."""
        return os.path.isfile(os.path.join(self.root, 'synced.json'))

    def at(self, path: str) -> tuple[Inside, str]:
        """The trusted directory that holds a path, and the path below it."""
        for prefix, target in self._adopted.items():
            if is_within(path, prefix) and path != prefix:
                return Inside(target, self.owner), path[len(prefix) + 1 :]
        return Inside(self.base, self.owner), path

    def leads_into(self, tree: str) -> bool:
        """Whether something that was adopted lies there."""
        return any(is_within(target, tree) for target in self._adopted.values())

    def make_base(self) -> None:
        """Makes the directory that holds all of them, the login user's."""
        if not os.path.isdir(self.base):
            os.mkdir(self.base, 0o755)
            os.chown(self.base, *self.owner)

    def prepare(self, place: Place) -> None:
        """Makes sure that a place is there.

        :raises Refused: mount-source-missing
        """
        self.make_base()
        if os.path.lexists(os.path.join(self.base, place.path)):
            return
        if self._adopt(place.path):
            return
        if place.kind == 'file':
            raise Refused('mount-source-missing', place.path)
        inside, path = self.at(place.path + '/.')
        if place.kind == 'directory':
            with inside.parent(path, create=True):
                pass

    def _adopt(self, path: str) -> bool:
        by_hand = os.path.join(self.root, path)
        if path == '' or path.split('/')[0] in OURS or not os.path.lexists(by_hand):
            return False
        self.adopt(path, by_hand)
        print(f'Adopted {by_hand}: it existed before this site, and is used in place')
        return True

    def adopt(self, path: str, target: str) -> None:
        """Leaves a directory or file where it is, and leads there."""
        link = os.path.join(self.base, path)
        os.makedirs(os.path.dirname(link), mode=0o755, exist_ok=True)
        self._adopted[path] = target
        with open(self._file + '.next', 'w', encoding='utf-8') as file:
            json.dump(self._adopted, file)
        os.rename(self._file + '.next', self._file)
        os.symlink(target, link)
