"""Builds and pulls the images of the release."""
from __future__ import annotations

from build.build import Build, Wanted
from build.images import Built
from job.fields import number, objects, optional_text, text, texts
from steps.context import Context


def run(context: Context) -> None:
    data, job = context.data, context.job
    built = [Built(text(of, "service"), text(of, "built_by"), optional_text(of, "declared")) for of in objects(data, "built")]
    pulled = texts(data, "pulled")
    if job.expected == "" and job.site.certbot_service is not None:
        # Besides what `up` starts, the image that the first certificate is requested with.
        pulled = [*pulled, job.site.certbot_service]
    wanted = Wanted(built, pulled, context.limit_seconds, number(data, "pull_seconds"))
    Build(context.commands, context.docker, context.compose, context.releases, context.report).run(job.release, wanted)
