"""Names the images of a release after what they hold, so that a service whose image did not change is not started again; and after the
release, so that it can come back.
"""
from __future__ import annotations

import json
import os
from typing import List, NamedTuple, Optional, Sequence

from command.failed import Failed
from compose.releases import replace_text
from engine.docker import Docker


class Built(NamedTuple):
    """A service that runs an image of `built_by`'s build; `declared` is the name that the compose file gives the image."""

    service: str
    built_by: str
    declared: Optional[str]


def name_images(docker: Docker, project: str, release: str, built: Sequence[Built], record: str) -> None:
    """Tags the images and notes them in the release's record.

    :raises Failed: build-failed
    """
    services = {}
    tags: List[str] = []
    for service, built_by, declared in built:
        made = f"{project}-{built_by}:{release}"
        tag = f"{project}-{built_by}:{_short_id(docker, made)}"
        for name in (tag, declared):
            if name:
                _tag(docker, made, name)
        services[service] = {"image": tag}
        tags += [tag, made]
    # JSON is YAML.
    replace_text(os.path.join(record, "images.compose.yml"), json.dumps({"services": services}, indent=2) + "\n")
    replace_text(os.path.join(record, "images"), "".join(f"{tag}\n" for tag in tags))


def _short_id(docker: Docker, image: str) -> str:
    found = docker.output("image", "inspect", "--format", "{{.Id}}", image)
    if not found:
        raise Failed("build-failed", f"the build of {image} left no image of that name")
    return found.split(":")[-1][:12]


def _tag(docker: Docker, image: str, name: str) -> None:
    result = docker.run("tag", image, name)
    if not result.is_ok:
        raise Failed("build-failed", f"tagging {image} as {name}: {result.errors.strip()}")
