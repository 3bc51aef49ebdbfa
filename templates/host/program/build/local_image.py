"""An image that lies on the host."""
from __future__ import annotations

import json
from typing import List, NamedTuple, Optional

from engine.docker import Docker

_FORMAT = "{{.Id}} {{.Os}}/{{.Architecture}} {{json .RepoDigests}}"


class LocalImage(NamedTuple):
    """`identity` has twelve digits; `platform` is `linux/amd64`; `digests` are those that registries have for it."""

    identity: str
    platform: str
    digests: List[str]


def local_image(docker: Docker, name: str) -> Optional[LocalImage]:
    """None: there is no image of that name."""
    identity, _, rest = docker.output("image", "inspect", "--format", _FORMAT, name).partition(" ")
    if not identity:
        return None
    platform, _, digests = rest.partition(" ")
    found = json.loads(digests or "[]") or []
    return LocalImage(identity.split(":")[-1][:12], platform, [str(one).rpartition("@")[2] for one in found])
