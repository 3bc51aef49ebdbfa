"""Has systemd end the old release before the new one begins, however the new one is started: also by a visitor in its socket."""
from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Iterator, List

from native import places
from native.layout import Layout
from native.root_files import RootFiles
from native.systemd import Systemd


class StopFirst:
    def __init__(self, layout: Layout, systemd: Systemd, files: RootFiles) -> None:
        self._layout = layout
        self._systemd = systemd
        self._files = files

    @contextmanager
    def applied(self, release: str, old: List[str]) -> Iterator[None]:
        """`old` are the units that have to have ended. Only as long as the switch takes: on the way back it is the other way round."""
        path = os.path.join(places.RUNTIME_UNITS, f"{self._layout.web_unit(release)}.d", "stop-first.conf")
        self._files.write(path, f"[Unit]\nConflicts={' '.join(old)}\nAfter={' '.join(old)}\n")
        self._systemd.reload()
        try:
            yield
        finally:
            self._files.remove(path)
            self._files.remove_folder(os.path.dirname(path))
            self._systemd.reload()
