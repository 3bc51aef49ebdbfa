"""Makes the release's folder and record."""
from __future__ import annotations

from files.release import NewRelease, Source
from files.run_order import note_order
from job.fields import Object, text
from job.whole import whole
from steps.context import Context


def read(of: Object) -> Source:
    return Source(text(of, "source"), text(of, "sha"), text(of, "manifest_digest"), text(of, "unfinished"))


def run(context: Context) -> None:
    job = context.job
    source = whole(context.data, read)
    release = NewRelease(context.releases, job.release, job.expected, context.bundle, context.commands)
    release.make(source)
    note_order(context.releases.record(job.release), job.run.order)
