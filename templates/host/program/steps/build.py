"""Builds and pulls the images of the release."""
from __future__ import annotations

import os
from typing import List, NamedTuple

from build.build import Build, EnvOfBuild, Wanted
from build.images import Built
from build.pins import Pulled
from job.fields import Object, flag, number, objects, optional_text, text
from job.whole import whole
from steps.context import Context


class Data(NamedTuple):
    built: List[Built]
    pulled: List[Pulled]
    pulls_bases: bool
    names_env: bool
    pull_seconds: float


def read(of: Object) -> Data:
    return Data(
        [whole(image, _built) for image in objects(of, "built")],
        [whole(image, _pulled) for image in objects(of, "pulled")],
        flag(of, "pull_bases"),
        flag(of, "names_env"),
        number(of, "pull_seconds"),
    )


def _pulled(of: Object) -> Pulled:
    return Pulled(text(of, "service"), text(of, "repository"), optional_text(of, "pin"), optional_text(of, "image"), flag(of, "moved"))


def _built(of: Object) -> Built:
    return Built(text(of, "service"), text(of, "built_by"), text(of, "repository"), optional_text(of, "declared"))


def run(context: Context) -> None:
    job = context.job
    built, pulled, pulls_bases, names_env, pull_seconds = whole(context.data, read)
    if job.expected == "" and job.site.certbot_service is not None:
        # Besides what `up` starts, the image that the first certificate is requested with.
        pulled = [*pulled, Pulled(job.site.certbot_service, "", None, None, False)]
    overlay = os.path.join(context.bundle, "build.compose.yml")
    env = EnvOfBuild(overlay if os.path.isfile(overlay) else None, names_env)
    wanted = Wanted(built, pulled, pulls_bases, env, context.limit_seconds, pull_seconds)
    Build(context.commands, context.docker, context.compose, context.releases, context.report).run(job.release, wanted)
