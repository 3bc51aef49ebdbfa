"""Writes the files of the input `files`."""
from __future__ import annotations

import os

from command.failed import Failed
from files.input_store import InputStore
from job.fields import Object
from steps.context import Context


def read(_of: Object) -> None:
    """It has no data: the release's record lists the files."""


def run(context: Context) -> None:
    """:raises Failed: upload-failed"""
    sent = os.path.join(context.bundle, "input-files")
    try:
        InputStore(context.releases, context.report.log).write(context.job.release, sent)
    except OSError as error:
        raise Failed("upload-failed", f"writing the files of the input files: {error}") from error
