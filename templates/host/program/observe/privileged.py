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
    """Reads with root's rights, in a process that starts at once, if `by_sudo`; else in this process."""

    def __init__(self, request: Request, modules: Dict[str, str], by_sudo: bool) -> None:
        self._request = request
        sent = json.dumps({"modules": modules, "main": __name__, "request": request._asdict()})
        words = ("sudo", "-n", sys.executable, "-BE", "-c", modules["observe.load"])
        self._process = Process(*words, stdin=sent.encode() + b"\n", seconds=_SECONDS) if by_sudo else None

    def result(self) -> Found:
        if self._process is None:
            return read(self._request)
        result = self._process.result()
        if not result.is_ok:
            raise RuntimeError(f"the inspection as root ended with status {result.status}: {result.errors.strip()[-2000:]}")
        return Found(*json.loads(result.output))


def main(sent: Dict[str, Any]) -> None:
    """Reads in the process that sudo started."""
    request = Request(**sent["request"])
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
