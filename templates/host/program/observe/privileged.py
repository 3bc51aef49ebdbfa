"""What is read as root where we may: containers own what they write. A process of its own, by sudo; see `main`."""
from __future__ import annotations

import json
import os
import sys
from typing import Any, Dict, List, NamedTuple, Optional

from files.manifest import find
from observe.ask import Asked
from observe.certificates import read_certificate
from observe.damaged import damaged_files
from observe.data import Synced, foreign_files, observe_places, places_before
from observe.databases import Mounted, observe_mounts
from observe.document import Data, Volume
from observe.stacks import StackService, observe_stacks
from observe.text_file import shown_by

# Files of a release that were touched are read to tell whether they were changed.
_SECONDS = 100.0


class Asks(NamedTuple):
    """`certificate` is the path of the site's; '' if its place is not known. `services` are those of all compose projects."""

    root: str
    repository: str
    compose_digest: str
    data_paths: List[str]
    certificate: str
    services: List[StackService]
    mounts: List[Mounted]
    volumes: List[Volume]


class Told(NamedTuple):
    certificate: Optional[str]
    data: Data


class Privileged:
    """The answers to these, read as root by sudo if `by_sudo`; else as this process, when it is asked for them."""

    def __init__(self, asks: Asks, modules: Dict[str, str], by_sudo: bool) -> None:
        self._asks = asks
        sent = json.dumps({"modules": modules, "main": __name__, "asks": asks._asdict()})
        words = ("sudo", "-n", sys.executable, "-BE", "-c", modules["observe.load"])
        self._asked = Asked(*words, stdin=sent.encode() + b"\n", seconds=_SECONDS) if by_sudo else None

    def told(self) -> Told:
        if self._asked is None:
            return read(self._asks)
        answer = self._asked.answer()
        if not answer.is_ok:
            raise RuntimeError(f"the inspection as root ended with status {answer.status}: {answer.errors.strip()[-2000:]}")
        return Told(*json.loads(answer.output))


def main(sent: Dict[str, Any]) -> None:
    """Reads in the process that sudo started."""
    asks = Asks(**sent["asks"])
    services = [(project, folder, files, service) for project, folder, files, service in asks.services]
    print(json.dumps(read(asks._replace(services=services, mounts=[Mounted(*mount) for mount in asks.mounts]))))


def read(asks: Asks) -> Told:
    """Reads as this process may."""
    release = find(asks.root, shown_by(os.path.join(asks.root, "current")) or "")
    synced = Synced(asks.root)
    databases, anonymous = observe_mounts(asks.mounts, asks.root)
    data: Data = {
        "places": observe_places(asks.root, asks.data_paths),
        "places_before": places_before(release) if release else [],
        "synced": synced.release() if release else None,
        "differing": synced.differing() if release else [],
        "damaged": damaged_files(release, asks.data_paths) if release else [],
        "databases": databases,
        "anonymous": anonymous,
        "stacks": observe_stacks(asks.services, asks.repository, asks.compose_digest),
        "volumes": asks.volumes,
        "foreign": foreign_files(asks.root, release),
        "layout": None if release is None else "legacy" if release.is_legacy else "present",
    }
    return Told(read_certificate(asks.certificate) if asks.certificate else None, data)
