"""Names the images of a release after what they hold, so that a service whose image did not change is not started again; and after the
release, so that it can come back.
"""
from __future__ import annotations

import json
import os
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence

from build.local_image import local_image
from command.failed import Failed
from compose.releases import replace_text
from engine.docker import Docker


class Built(NamedTuple):
    """A service that runs an image of `built_by`'s build; `repository` is that of the image here, without a tag; `declared` is
    the name that the compose file gives it.
    """

    service: str
    built_by: str
    repository: str
    declared: Optional[str]


class Named(NamedTuple):
    """`services` are tags by service, `tags` all that a release has, `platforms` those of the tags."""

    services: Dict[str, str]
    tags: List[str]
    platforms: Dict[str, str]


def name_built(docker: Docker, release: str, built: Sequence[Built]) -> Named:
    """Tags the images that were built.

    :raises Failed: build-failed
    """
    named = Named({}, [], {})
    for service, built_by, repository, declared in built:
        made = f"{repository}:{release}"
        image = local_image(docker, made)
        if image is None:
            raise Failed("build-failed", f"the build of {made} left no image of that name")
        tag = f"{repository}:{image.identity}"
        for name in (tag, declared):
            if name:
                tag_image(docker, made, name)
        named.services[service] = tag
        named.tags.extend([tag, made])
        named.platforms[built_by] = image.platform
    return named


def note_images(record: str, services: Mapping[str, str], tags: Sequence[str]) -> None:
    """Notes the images of a release in its record, and has compose use them: JSON is YAML."""
    if not services:
        return
    # Compose would look for these names in a registry where its file has `pull_policy: always`.
    images = {service: {"image": tag, "pull_policy": "never"} for service, tag in services.items()}
    replace_text(os.path.join(record, "images.compose.yml"), json.dumps({"services": images}, indent=2) + "\n")
    replace_text(os.path.join(record, "images"), "".join(f"{tag}\n" for tag in tags))


def tag_image(docker: Docker, image: str, name: str) -> None:
    """:raises Failed: build-failed"""
    result = docker.run("tag", image, name)
    if not result.is_ok:
        raise Failed("build-failed", f"tagging {image} as {name}: {result.errors.strip()}")
