"""The link by which nginx knows, at every request, where the app is: `<root>/edge/live/current` leads to
`<protocol>/<host:port>/<release>`."""
from __future__ import annotations

import os
from typing import NamedTuple, Optional, Set

from compose.releases import replace_link
from readiness.entry import Entry

# Of a site that has deployed nothing yet.
NO_PROTOCOL = "none"
# Of a site without Docker: the socket of the release (native/layout.py).
UNIX = "unix"


class Target(NamedTuple):
    """`address` is the `host:port`, or `unix`, that is asked in this protocol (http, https, uwsgi); `release` is what answers there."""

    protocol: str
    address: str
    release: str

    @property
    def path(self) -> str:
        return f"{self.protocol}/{self.address}/{self.release}"

    @property
    def entry(self) -> Optional[Entry]:
        """What is asked there; None if nothing is, or the protocol is not known."""
        port = self.address.rpartition(":")[2]
        return Entry(self.protocol, int(port)) if self.protocol not in ("", NO_PROTOCOL) and port.isdigit() else None


class LiveLink:
    def __init__(self, root: str) -> None:
        self._folder = os.path.join(root, "edge", "live")
        self._link = os.path.join(self._folder, "current")

    def target(self) -> Optional[Target]:
        """Where the link leads; None if there is no link yet. Links made before 0.2 name no protocol: then it is ''."""
        try:
            parts = os.readlink(self._link).split("/")
        except OSError:
            return None
        if len(parts) == 2:
            return Target("", *parts)
        return Target(*parts) if len(parts) == 3 else None

    def exists(self) -> bool:
        """Whether it leads to something."""
        return os.path.exists(self._link)

    def point_to(self, target: Target) -> None:
        """From the next request on nginx asks there. The folder that the link showed before is left for requests that are reading it
        at this moment; older ones are removed.

        :raises OSError: it could not be changed
        """
        before = self._shown()
        if target.path == before and self.exists():
            return
        self._make_folder(target)
        replace_link(self._link, target.path)
        self._remove_others({target.path, before})

    def _shown(self) -> str:
        try:
            return os.readlink(self._link)
        except OSError:
            return ""

    def _make_folder(self, target: Target) -> None:
        protocol = os.path.join(self._folder, target.protocol)
        address = os.path.join(protocol, target.address)
        place = os.path.join(address, target.release)
        os.makedirs(place, exist_ok=True)
        # nginx reads them as another user.
        for folder in (self._folder, protocol, address, place):
            os.chmod(folder, 0o755)

    def _remove_others(self, kept: Set[str]) -> None:
        """They hold nothing: a folder that holds something is none of ours, and stays."""
        for place, _, _ in os.walk(self._folder, topdown=False):
            path = os.path.relpath(place, self._folder)
            is_kept = path == "." or any(one == path or one.startswith(f"{path}/") for one in kept)
            if not is_kept:
                _remove_if_empty(place)


def _remove_if_empty(folder: str) -> None:
    try:
        os.rmdir(folder)
    except OSError:
        pass
