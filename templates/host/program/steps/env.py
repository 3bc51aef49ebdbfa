"""Writes the release's .env."""
from __future__ import annotations

import os

from command.failed import Failed
from files.env_file import write_env
from job.fields import Object, text
from job.whole import whole
from steps.context import Context


def read(of: Object) -> str:
    return text(of, "place")


def run(context: Context) -> None:
    sent = os.path.join(context.bundle, "env")
    place = whole(context.data, read)
    try:
        write_env(context.releases, context.job.release, place, sent if os.path.isfile(sent) else None)
    except OSError as error:
        raise Failed("upload-failed", f"writing the .env of {context.job.release}: {error}") from error
