"""What releases without Docker have on the host besides their files: units, and virtual environments."""
from __future__ import annotations

import os
import re
from typing import List, Optional, Set

from command.privileged import Privileged
from native.layout import Layout
from native.release_units import ReleaseUnits
from native.root_files import RootFiles
from native.systemd import Systemd
from steps.report import Report

_REMOVE_SECONDS = 600.0
# Wheels of some hundred packages; pip itself never removes any.
_MOST_CACHE_BYTES = 1024**3


class Units:
    def __init__(self, privileged: Privileged, layout: Layout, report: Report) -> None:
        self._privileged = privileged
        self._layout = layout
        self._report = report
        self._systemd = Systemd(privileged)
        self._units = ReleaseUnits(layout, self._systemd)

    def used_paths(self) -> Optional[List[str]]:
        """No path: units that run are stopped before their files are removed."""
        return []

    def remove(self, release: str, kept: Set[str]) -> None:
        units = self._units.all(release)
        states = self._systemd.states(units) or {}
        self._systemd.disable(units)
        running = [unit for unit, state in states.items() if state.active not in ("inactive", "failed")]
        # The socket first: a late connection would start the release once more.
        for kind in (".socket", ".service"):
            self._systemd.stop([unit for unit in running if unit.endswith(kind)])

    def forget(self, release: str) -> None:
        """There is no such note."""

    def remove_unused(self) -> None:
        """To be called when the releases are gone: unit files and virtual environments that none of the others has."""
        self._remove_worker_files()
        used = {os.path.basename(os.path.realpath(os.path.join(self._layout.record(one), "venv"))) for one in self._units.releases()}
        for key in sorted(os.listdir(self._layout.venvs)) if os.path.isdir(self._layout.venvs) else []:
            if re.fullmatch(r"[0-9a-f]{16}", key) and key not in used:
                self._report.log(f"Removing the virtual environment {key}")
                words = ["rm", "-rf", "--one-file-system", "--", self._layout.venv(key)]
                if not self._privileged.run(words, _REMOVE_SECONDS).is_ok:
                    self._report.log(f"Kept: {self._layout.venv(key)} could not be removed")

    def bound_cache(self) -> None:
        """Empties what pip keeps of downloads, when it is too much: the next virtual environment downloads its packages again."""
        cache = self._layout.cache
        size = self._privileged.run(["du", "-sx", "--block-size=1", "--", cache], _REMOVE_SECONDS).output.split()
        if not size or not size[0].isdigit() or int(size[0]) <= _MOST_CACHE_BYTES:
            return
        self._report.log(f"Emptying the cache of pip, {cache}: {int(size[0]) >> 20} MiB")
        if not self._privileged.run(["find", cache, "-xdev", "-mindepth", "1", "-delete"], _REMOVE_SECONDS).is_ok:
            self._report.log(f"Kept: {cache} could not be emptied")

    def _remove_worker_files(self) -> None:
        """Unit files of workers that are in no release. Those of other sites, and of a person, stay."""
        files = RootFiles(self._privileged, "host-program-failed")
        unused = self._units.unused_files()
        for path in unused:
            files.remove(path)
        if unused:
            self._systemd.reload()
