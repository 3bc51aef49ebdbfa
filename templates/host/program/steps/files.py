"""Makes the release's folder and record."""
from __future__ import annotations

from files.release import NewRelease, Source
from job.fields import text
from steps.context import Context


def run(context: Context) -> None:
    data, job = context.data, context.job
    source = Source(text(data, "source"), text(data, "sha"), text(data, "manifest_digest"))
    NewRelease(context.releases, job.release, job.expected, context.bundle, context.commands).make(source)
