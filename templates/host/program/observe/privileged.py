"""What is read as root where possible: containers own what they write. A process of its own, by sudo; see `main`."""
from __future__ import annotations

import json
import os
import sys
from typing import Any, Dict, List, NamedTuple, Optional

from files.manifest import find
from observe.certificates import read_certificate
from observe.damaged import damaged_files
from observe.data import Synced, foreign_files, observe_places, places_before
from observe.databases import Mounted, observe_mounts
from observe.document import Data, Volume
from observe.process import Process
from observe.stacks import StackService, observe_stacks
from observe.text_file import shown_by

# Files whose times changed are read in full.
_SECONDS = 100.0


class Request(NamedTuple):
    """`certificate` is the path of the site's; '' if its place is not known. `services` are those of all compose projects."""

    root: str
    repository: str
    compose_digest: str
    data_paths: List[str]
    certificate: str
    services: List[StackService]
    mounts: List[Mounted]
    volumes: List[Volume]


class Found(NamedTuple):
    certificate: Optional[str]
    data: Data


class Privileged:
    """Reads with root's rights, in a process that starts at once: it loads while the engine is asked what is to be read."""

    def __init__(self, modules: Dict[str, str]) -> None:
        self._process = Process("sudo", "-n", sys.executable, "-BES", "-c", modules["observe.load"], has_input=True, seconds=_SECONDS)
        self._process.send(_line({"modules": modules, "main": __name__}))

    def ask(self, request: Request) -> None:
        self._process.send(_line(request._asdict()))

    def result(self) -> Found:
        """To be called after `ask`.

        :raises RuntimeError: it failed
        """
        result = self._process.result()
        if not result.is_ok:
            raise RuntimeError(f"the inspection as root ended with status {result.status}: {result.errors.strip()[-2000:]}")
        return Found(*json.loads(result.output))


def _line(sent: Dict[str, Any]) -> bytes:
    return json.dumps(sent).encode("utf-8", "surrogateescape") + b"\n"


def main(_: Dict[str, Any]) -> None:
    """Reads in the process that sudo started. Its request comes when it is known; none, if this is not wanted."""
    line = sys.stdin.buffer.readline()
    if not line:
        return
    request = Request(**json.loads(line))
    services = [(project, folder, files, service) for project, folder, files, service in request.services]
    print(json.dumps(read(request._replace(services=services, mounts=[Mounted(*mount) for mount in request.mounts]))))


def read(request: Request) -> Found:
    """Reads as this process may."""
    release = find(request.root, shown_by(os.path.join(request.root, "current")) or "")
    synced = Synced(request.root)
    databases, anonymous = observe_mounts(request.mounts, request.root)
    data: Data = {
        "places": observe_places(request.root, request.data_paths),
        "places_before": places_before(release) if release else [],
        "synced": synced.release() if release else None,
        "differing": synced.differing() if release else [],
        "damaged": damaged_files(release, request.data_paths) if release else [],
        "databases": databases,
        "anonymous": anonymous,
        "stacks": observe_stacks(request.services, request.repository, request.compose_digest),
        "volumes": request.volumes,
        "foreign": foreign_files(request.root, release),
        "layout": None if release is None else "legacy" if release.is_legacy else "present",
    }
    return Found(read_certificate(request.certificate) if request.certificate else None, data)
