"""Keeps a release to the images that were pulled for it. A name such as `postgres:16` may mean another image tomorrow: when another site
on this host pulls it, or when this one does and then has to go back.
"""
from __future__ import annotations

import json
import os
import time
from typing import Dict, List, NamedTuple, Optional, Sequence

from build.images import tag_image
from build.local_image import local_image
from command.failed import Failed
from compose.compose import Compose
from compose.releases import Releases, read_text, replace_text
from engine.docker import Docker

_PULL_SECONDS = 600.0


class Pulled(NamedTuple):
    """A service whose image comes from elsewhere; `pin` is its name, None if compose is to follow the name itself. `image` is the name in
    any case, if it is known. `repository` is that of our tag.
    """

    service: str
    repository: str
    pin: Optional[str]
    image: Optional[str]
    is_moved: bool


class Pin(NamedTuple):
    """What a release runs by a name: `image` is our tag, `digests` are the registry's; `since` in seconds since 1970; as `linux/amd64`."""

    name: str
    image: str
    digests: List[str]
    since: int
    platform: str


class Pins:
    def __init__(self, docker: Docker, releases: Releases) -> None:
        self._docker = docker
        self._releases = releases

    def kept(self, current: str, wanted: Sequence[Pulled]) -> Dict[str, Pin]:
        """Those of the running release that the new one takes over, by service: the image is here, and nothing says that it is old."""
        noted = read_pins(self._path(current)) if current else {}
        same = {
            one.service: noted[one.service]
            for one in wanted
            if one.service in noted and noted[one.service].name == one.pin and not one.is_moved
        }
        if not same or self._has(*(pin.image for pin in same.values())):
            return same
        return {service: pin for service, pin in same.items() if self._has(pin.image)}

    def missing(self, wanted: Sequence[Pulled], kept: Dict[str, Pin]) -> List[str]:
        """Services whose image has to be pulled because the host may not have it. Compose takes some time to find out that there is
        nothing to do, so the engine is asked.
        """
        found = [one for one in wanted if not one.is_moved and one.service not in kept]
        names = {one.image for one in found if one.image is not None}
        is_here = bool(names) and self._has(*sorted(names))
        return [one.service for one in found if not (is_here and one.image is not None)]

    def make(self, wanted: Sequence[Pulled], kept: Dict[str, Pin]) -> Dict[str, Pin]:
        """Names the images that were pulled after what they hold.

        :raises Failed: build-failed
        """
        return {one.service: kept.get(one.service) or self._made(one.repository, one.pin) for one in wanted if one.pin is not None}

    def note(self, release: str, pins: Dict[str, Pin]) -> None:
        replace_text(self._path(release), json.dumps({service: pin._asdict() for service, pin in pins.items()}) + "\n")

    def restore(self, release: str, compose: Compose) -> None:
        """Pulls again what somebody removed, by its digest: the name may mean another image by now."""
        for pin in read_pins(self._path(release)).values():
            if self._has(pin.image):
                continue
            for source in [*(f"{_repository(pin.name)}@{digest}" for digest in pin.digests), pin.name]:
                if compose.pull(source, _PULL_SECONDS):
                    self._docker.run("tag", source, pin.image)
                    break

    def _has(self, *images: str) -> bool:
        return self._docker.run("image", "inspect", "--format", "{{.Id}}", *images).is_ok

    def _made(self, repository: str, name: str) -> Pin:
        found = local_image(self._docker, name)
        if found is None:
            raise Failed("build-failed", f"the image {name} was pulled and is not there")
        image = f"{repository}:{found.identity}"
        tag_image(self._docker, name, image)
        return Pin(name, image, found.digests, int(time.time()), found.platform)

    def _path(self, release: str) -> str:
        return os.path.join(self._releases.record(release), "pulled")


def read_pins(path: str) -> Dict[str, Pin]:
    """By service; none of a file that is missing or damaged."""
    try:
        return {service: Pin(**pin) for service, pin in json.loads(read_text(path) or "{}").items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _repository(name: str) -> str:
    """The name without its tag; a port belongs to it."""
    head, colon, tag = name.rpartition(":")
    return head if colon and "/" not in tag else name
