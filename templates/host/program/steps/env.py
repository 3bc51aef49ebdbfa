"""Writes the release's .env."""
from __future__ import annotations

import os
from typing import Optional

from command.failed import Failed
from files.env_file import Sent, write_env
from job.fields import Object, text
from job.whole import whole
from steps.context import Context


def read(of: Object) -> str:
    return text(of, "place")


def run(context: Context) -> None:
    place = whole(context.data, read)
    sent = Sent(_file(context, "env"), _file(context, "repository-env"))
    try:
        write_env(context.releases, context.job.release, place, sent)
    except OSError as error:
        raise Failed("upload-failed", f"writing the .env of {context.job.release}: {error}") from error


def _file(context: Context, name: str) -> Optional[str]:
    path = os.path.join(context.bundle, name)
    return path if os.path.isfile(path) else None
