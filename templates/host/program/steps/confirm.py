"""Confirms the plan: compose on the host has to make of the project's files what the plan was made from, and no data may be lost."""
from __future__ import annotations

import json
import os
from typing import Optional

from command.failed import Failed
from compose.confirm import Confirm, Contradiction, Wanted
from health.redaction import SiteValues
from job.fields import Object, flag, optional_text, text, texts
from job.whole import whole
from rollout.container_databases import ContainerDatabases
from rollout.data_guard import DataGuard
from steps.context import Context

# Of a line that a step reports (supervisor/reports.py).
_MOST_BYTES = 500_000
_SYNC_SECONDS = 600.0


def read(of: Object) -> Wanted:
    return Wanted(
        files=texts(of, "compose_files"),
        may_find_others=flag(of, "may_find_others"),
        profiles=texts(of, "profiles"),
        sources=texts(of, "sources"),
        reading=optional_text(of, "facts"),
        reading_digest=text(of, "reading_digest"),
        is_told=flag(of, "is_told"),
    )


def run(context: Context) -> None:
    """The disk takes the release's files meanwhile: they have to be there before anything is switched to them.

    :raises Failed: compose-file-invalid; data-in-container; upload-failed, when the disk does not take them
    """
    tree = context.releases.folder(context.job.release)
    writing = context.commands.begin(["sync", "-f", tree], _SYNC_SECONDS)
    found = _confirmed(context)
    if found is not None:
        context.report.contradiction(found.differs, found.project)
    elif writing.wait() != 0:
        raise Failed("upload-failed", f"writing {tree} to the disk")
    else:
        databases = ContainerDatabases(context.commands, context.docker)
        guard = DataGuard(databases, context.docker, context.compose, context.job.site.project)
        guard.check(context.job.release, context.job.app.service)


def _confirmed(context: Context) -> Optional[Contradiction]:
    overlay = os.path.join(context.bundle, "without-env-files.yml")
    redaction = SiteValues(context.job.site.root, context.job.site.certificate_name).redaction()
    confirm = Confirm(context.commands, context.docker, context.compose, context.releases, redaction)
    found = confirm.run(context.job.release, whole(context.data, read), overlay if os.path.isfile(overlay) else None)
    if found is not None and len(json.dumps(found.project)) > _MOST_BYTES:
        raise Failed("host-program-failed", f"the project is too large to be planned again; other than planned: {', '.join(found.differs)}")
    return found
