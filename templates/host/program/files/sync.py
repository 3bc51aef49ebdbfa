"""Brings the tracked files of a release into the persistent directories, as `git pull` would: a file that a container changed or
removed is left as it is, and told."""
from __future__ import annotations

import json
import os
from typing import Any, Dict, List, Optional, Set, Tuple

from compose.env_place import env_path, env_twin
from files.input_files import read_input_files
from files.inside import Inside, State
from files.manifest import Entry, Release, all_releases, blob_of, is_within, read
from files.places import Place, Shared

MOST_TOLD = 20


class Record:
    """What was last written: <root>/synced.json. `pending` is what a sync that was broken off may have written."""

    def __init__(self, root: str) -> None:
        self.file = os.path.join(root, 'synced.json')
        self.files: Dict[str, Dict[str, Any]] = {}
        self.pending: Dict[str, str] = {}
        if os.path.isfile(self.file):
            with open(self.file, encoding='utf-8') as file:
                content = json.load(file)
            self.files, self.pending = content['files'], content['pending']

    def save(self, release: str, kept: List[str]) -> None:
        """Writes it, in one move."""
        with open(self.file + '.next', 'w', encoding='utf-8') as file:
            json.dump({'release': release, 'files': self.files, 'pending': self.pending, 'kept': kept}, file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(self.file + '.next', 0o644)
        os.rename(self.file + '.next', self.file)


class Sync:
    """One sync of a release's files."""

    def __init__(self, shared: Shared, release: Release, places: List[Place]) -> None:
        self.shared = shared
        self.release = release
        self.places = [place.path for place in places]
        self.record = Record(shared.root)
        self.sources: Dict[str, str] = {}
        self.wanted = self._wanted()
        self.kept: List[str] = []
        self._known: Optional[Dict[str, Set[str]]] = None

    def _wanted(self) -> Dict[str, Entry]:
        found = {path: entry for path, entry in read(self.release).items() if self._place_of(path) is not None}
        found.update(self._env(found))
        found.update(self._given())
        return found

    def _env(self, tracked: Dict[str, Entry]) -> Dict[str, Entry]:
        """The `.env` of the release, where the whole repository is mounted, and what leads to it."""
        own, twin = env_path(self.release.record), env_twin(self.release.record)
        found = {}
        for path in (path for path in (own, twin) if path is not None and (path == own or path not in tracked)):
            file = os.path.join(self.release.tree, path)
            if self._place_of(path) == '' and os.path.isfile(file):
                with open(file, 'rb') as opened:
                    content = opened.read()
                found[path] = Entry(blob_of([content], len(content), ''), 0o600)
        return found

    def _given(self) -> Dict[str, Entry]:
        """Files of the input `files` below the places."""
        found = {}
        for path, (source, entry) in _given(self.release, self.shared.root).items():
            if self._place_of(path) is not None:
                self.sources[path] = source
                found[path] = entry
        return found

    def _source(self, path: str) -> str:
        return self.sources.get(path, os.path.join(self.release.tree, path))

    def _place_of(self, path: str) -> Optional[str]:
        return next((place for place in self.places if is_within(path, place)), None)

    def run(self) -> None:
        """Writes what is new, removes what is gone, leaves what containers changed."""
        self.record.pending = {path: entry.blob for path, entry in self.wanted.items()}
        self.record.save(self.release.name, [])
        for path in sorted({*self.wanted, *self.record.files}):
            self._one(path, self.wanted.get(path))
        self.record.pending = {}
        self.record.save(self.release.name, self.kept)
        for path in self.kept[:MOST_TOLD]:
            theirs = self._source(path)
            print(f'Kept: {path} differs from the repository, since a container changed it; the one of the release is {theirs}')
        if len(self.kept) > MOST_TOLD:
            print(f'Kept: {len(self.kept) - MOST_TOLD} more files that containers changed')

    def _one(self, path: str, wanted: Optional[Entry]) -> None:
        inside, below = self.shared.at(path)
        state = inside.state(below)
        base = self.record.files.get(path)
        if state is None:
            # A container removed it: it stays away until the repository has another one.
            if wanted is not None and (base is None or base['blob'] != wanted.blob):
                self._write(path, wanted, inside, below)
            elif wanted is None:
                self.record.files.pop(path, None)
            return
        blob = self._blob(inside, below, state, base, wanted)
        if wanted is not None and blob == wanted.blob:
            if base and state.kind == 'file' and base['mode'] == state.status.st_mode & 0o7777 != wanted.mode:
                inside.chmod(below, wanted.mode)
            self._note(path, wanted, state.status)
        elif not self._is_ours(path, blob, base, inside, below):
            self.kept.append(path)
            if wanted is None:
                self.record.files.pop(path, None)
        elif wanted is not None:
            self._write(path, wanted, inside, below)
        else:
            inside.remove(below, self._keep(path, below))
            self.record.files.pop(path, None)

    def _keep(self, path: str, below: str) -> str:
        place = self._place_of(path)
        if place is None:
            place = path.split('/')[0]
        return place[len(path) - len(below) :] if len(place) > len(path) - len(below) else ''

    def _blob(self, inside: Inside, below: str, state: State, base: Optional[Dict[str, Any]], wanted: Optional[Entry]) -> str:
        status = state.status
        if base and state.kind != 'other' and base['stat'] == [status.st_size, status.st_mtime_ns, status.st_ino]:
            return str(base['blob'])
        if state.kind == 'other':
            return 'other'
        like = wanted.blob if wanted is not None else base['blob'] if base else ''
        return inside.blob(below, state, '' if like.startswith('-> ') else like)

    def _is_ours(self, path: str, blob: str, base: Optional[Dict[str, Any]], inside: Inside, below: str) -> bool:
        if blob == 'other':
            return False
        # The rows of a database may lie beside a file that looks untouched (sqlite.org/wal.html).
        for suffix in ('-wal', '-journal'):
            beside = inside.state(below + suffix)
            if beside is not None and beside.status.st_size > 0:
                return False
        if base and base['blob'] == blob:
            return True
        return blob in self.known().get(path, set())

    def known(self) -> Dict[str, Set[str]]:
        """Every content that a release on this host has for a path: none of them was written by a container."""
        if self._known is None:
            self._known = {}
            for release in all_releases(self.shared.root):
                given = {path: entry for path, (_, entry) in _given(release, self.shared.root).items()}
                for path, entry in [*read(release).items(), *given.items()]:
                    self._known.setdefault(path, set()).add(entry.blob)
            for path, blob in self.record.pending.items():
                self._known.setdefault(path, set()).add(blob)
        return self._known

    def _write(self, path: str, wanted: Entry, inside: Inside, below: str) -> None:
        try:
            status = inside.write(below, self._source(path), wanted.mode)
        except NotADirectoryError:
            self.kept.append(path)
            return
        self._note(path, wanted, status)

    def _note(self, path: str, wanted: Entry, status: os.stat_result) -> None:
        self.record.files[path] = {
            'blob': wanted.blob,
            'mode': wanted.mode,
            'stat': [status.st_size, status.st_mtime_ns, status.st_ino],
        }


def _given(release: Release, root: str) -> Dict[str, Tuple[str, Entry]]:
    """Files of the input `files` that a release has, with where each is; those that are gone are left out."""
    found = {}
    for file in read_input_files(release.record):
        source = file.at(root, release.tree)
        if os.path.isfile(source):
            with open(source, 'rb') as content:
                text = content.read()
            found[file.path] = (source, Entry(blob_of([text], len(text), ''), file.mode))
    return found
