"""The units of a site's releases: which there are, and their files."""
from __future__ import annotations

import os
from typing import Dict, List

from command.failed import Failed
from compose.releases import read_text, replace_text
from native import places
from native.layout import Layout
from native.root_files import RootFiles
from native.systemd import Systemd
from native.units import WEB


class ReleaseUnits:
    """What a release needs to run is in its record: its units' texts (`units/`), and a script for each of its processes (`start/`)."""

    def __init__(self, layout: Layout, systemd: Systemd) -> None:
        self._layout = layout
        self._systemd = systemd

    def note(self, release: str, texts: Dict[str, str]) -> None:
        """Keeps the texts of a release's units in its record.

        :raises OSError: the disk is full
        """
        folder = self._noted(release)
        os.makedirs(folder, exist_ok=True)
        for name, text in texts.items():
            replace_text(os.path.join(folder, name), text)
        for name in set(os.listdir(folder)) - set(texts):
            os.unlink(os.path.join(folder, name))

    def put(self, release: str, files: RootFiles) -> None:
        """Puts the files of a release's units in place. Those of workers that only others have stay.

        :raises Failed: one could not be written, or is that of another site
        """
        texts = {name: read_text(os.path.join(self._noted(release), name)) for name in _names(self._noted(release))}
        for name in texts:
            self._check_ours(os.path.join(places.UNITS, name))
        has_changed = [files.write(os.path.join(places.UNITS, name), text) for name, text in sorted(texts.items())]
        if any(has_changed) or self._systemd.state(self._layout.web_unit(release)).needs_reload:
            self._systemd.reload()

    def web(self, release: str) -> List[str]:
        return [self._layout.socket_unit(release), self._layout.web_unit(release)]

    def workers(self, release: str) -> List[str]:
        names = _names(os.path.join(self._layout.record(release), "start"))
        return [self._layout.worker_unit(name, release) for name in names if name != WEB]

    def all(self, release: str) -> List[str]:
        return [*self.web(release), *self.workers(release)]

    def running(self) -> List[str]:
        """The releases of which anything runs, or listens."""
        of_release = {name: self.all(name) for name in self.releases()}
        states = self._systemd.states([unit for units in of_release.values() for unit in units]) or {}
        return [name for name, units in of_release.items() if any(one in states and states[one].is_up for one in units)]

    def releases(self) -> List[str]:
        """Those that have units."""
        records = os.path.join(self._layout.root, "records")
        return [name for name in _names(records) if os.path.isdir(self._noted(name))]

    def unused_files(self) -> List[str]:
        """Paths of this site's unit files that no release has."""
        used = {name for one in self.releases() for name in _names(self._noted(one))}
        own = [name for name in _names(places.UNITS) if name.startswith(f"{self._layout.name}.") and name.endswith("@.service")]
        paths = [os.path.join(places.UNITS, name) for name in own if name not in used]
        return [path for path in paths if self._is_ours(read_text(path))]

    def _noted(self, release: str) -> str:
        return os.path.join(self._layout.record(release), "units")

    def _check_ours(self, path: str) -> None:
        """Two sites may come to the same name; and a person may have written such a unit."""
        text = read_text(path)
        if path.endswith(".service") and text and not self._is_ours(text):
            text = f"{path} is the unit of another site, or was written by hand; choose another path for this site"
            raise Failed("release-unhealthy", text)

    def _is_ours(self, text: str) -> bool:
        return f"WorkingDirectory={self._layout.root.replace('%', '%%')}/releases/" in text


def _names(folder: str) -> List[str]:
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []
