"""Removes old releases, and the images that only they used.

Only what has a record of ours is removed, never what lies on another file system, and never what a container wrote.
"""
from __future__ import annotations

import os
from typing import List, Optional, Protocol, Set

from command.privileged import Privileged
from compose.releases import Releases, read_text
from files.input_store import InputStore
from prune.mounts import has_file_system
from steps.report import Report

_REMOVE_SECONDS = 600.0


def releases_to_keep(names: List[str], keep: int, current: str, previous: str) -> Set[str]:
    """The newest `keep` ones, among them the current one, and the one that ran before, however many failed since: it is what a rollback
    goes back to. Names sort by time. Pure.
    """
    kept = {name for name in (current, previous) if name}
    others = [name for name in sorted(names, reverse=True) if name not in kept]
    return kept | set(others[: max(0, keep - len(kept))])


class Runtime(Protocol):
    """What the releases of a site run with."""

    def used_paths(self) -> Optional[List[str]]:
        """What of this site's files is in use, each with a `/` behind it; None: nobody knows."""

    def remove(self, release: str, kept: Set[str]) -> None:
        """What a release has on the host besides its files, and none of those kept."""

    def forget(self, release: str) -> None:
        """Notes that this is gone, of a release whose files stay because they are in use."""


class Prune:
    def __init__(self, runtime: Runtime, privileged: Privileged, releases: Releases, report: Report) -> None:
        self._runtime = runtime
        self._privileged = privileged
        self._releases = releases
        self._report = report

    def run(self, keep: int, current: str, previous: str) -> None:
        """What cannot be removed is reported, and no reason to fail: the new release is live."""
        names = self._with_record()
        kept = releases_to_keep(names, keep, current, previous) | self._unverified()
        used = self._runtime.used_paths()
        for name in sorted(names):
            if name in kept:
                continue
            self._runtime.remove(name, kept)
            self._remove(name, used is None or any(f"/releases/{name}/" in path for path in used))
        self._remove_input_files(used)

    def _unverified(self) -> Set[str]:
        """The release that no run has verified, and the one that a run goes back to from it."""
        lines = read_text(os.path.join(self._releases.root, "unverified")).splitlines()
        return {line.partition("=")[2] for line in lines} - {""}

    def _remove_input_files(self, mounted: Optional[List[str]]) -> None:
        try:
            InputStore(self._releases, self._report.log).remove_unused(mounted)
        except OSError as error:
            self._report.log(f"Kept: {error.filename} could not be removed")

    def _with_record(self) -> List[str]:
        """A folder without a record of ours is somebody else's."""
        place = os.path.join(self._releases.root, "releases")
        found = [entry.name for entry in os.scandir(place) if entry.is_dir(follow_symlinks=False)]
        for name in sorted(found):
            if not os.path.isfile(os.path.join(self._releases.record(name), "manifest")):
                self._report.log(f"Not touched: {place}/{name} has no record of a release")
        return [name for name in found if os.path.isfile(os.path.join(self._releases.record(name), "manifest"))]

    def _remove(self, release: str, is_mounted: bool) -> None:
        folder, record = self._releases.folder(release), self._releases.record(release)
        if is_mounted:
            self._report.log(f"Keeping the files of release {release}: a container that no release has changed since runs with them")
            self._runtime.forget(release)
        elif has_file_system(folder):
            self._report.log(f"Keeping release {release}: another file system is mounted below {folder}")
        elif os.path.exists(os.path.join(record, "holds-data")):
            self._report.log(f"Keeping release {release}: containers wrote files into it ({record}/holds-data names them)")
        else:
            self._report.log(f"Removing release {release}")
            for place in (folder, os.path.join(self._releases.root, "records", release)):
                self._remove_folder(place)

    def _remove_folder(self, place: str) -> None:
        if not os.path.lexists(place):
            return
        # `rm` has what Python's own lacks: it stays on the file system of the folder.
        words = ["rm", "-rf", "--one-file-system", "--", place]
        if not self._privileged.commands.run(words, _REMOVE_SECONDS).is_ok and not self._privileged.run(words, _REMOVE_SECONDS).is_ok:
            self._report.log(f"Kept: {place} could not be removed")
