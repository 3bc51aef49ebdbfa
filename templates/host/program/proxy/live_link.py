"""The link by which nginx knows, at every request, where the app is: `<root>/edge/live/current` leads to `<host:port>/<release>`."""
from __future__ import annotations

import os
from typing import NamedTuple, Optional, Set

from compose.releases import replace_link


class Target(NamedTuple):
    """`address` is the `host:port` that is asked; `release` is what answers there."""

    address: str
    release: str

    @property
    def path(self) -> str:
        return f"{self.address}/{self.release}"


class LiveLink:
    def __init__(self, root: str) -> None:
        self._folder = os.path.join(root, "edge", "live")
        self._link = os.path.join(self._folder, "current")

    def target(self) -> Optional[Target]:
        """Where the link leads; None if there is no link yet."""
        try:
            address, release = os.path.split(os.readlink(self._link))
        except OSError:
            return None
        return Target(address, release)

    def exists(self) -> bool:
        """Whether it leads to something."""
        return os.path.exists(self._link)

    def point_to(self, target: Target) -> None:
        """From the next request on nginx asks there. The folder that the link showed before is left for requests that are reading it
        at this moment; older ones are removed.

        :raises OSError: it could not be changed
        """
        before = self.target()
        if target == before and self.exists():
            return
        self._make_folder(target)
        replace_link(self._link, target.path)
        self._remove_others({target.path, before.path if before else ""})

    def _make_folder(self, target: Target) -> None:
        address = os.path.join(self._folder, target.address)
        place = os.path.join(address, target.release)
        os.makedirs(place, exist_ok=True)
        # nginx reads them as another user.
        for folder in (self._folder, address, place):
            os.chmod(folder, 0o755)

    def _remove_others(self, kept: Set[str]) -> None:
        for address in os.listdir(self._folder):
            folder = os.path.join(self._folder, address)
            if os.path.islink(folder) or not os.path.isdir(folder):
                continue
            for release in os.listdir(folder):
                if f"{address}/{release}" not in kept:
                    _remove_if_empty(os.path.join(folder, release))
            _remove_if_empty(folder)


def _remove_if_empty(folder: str) -> None:
    try:
        os.rmdir(folder)
    except OSError:
        pass
