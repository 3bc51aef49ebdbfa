"""Whether a newer run of the same workflow has deployed while this one waited. Each release notes which run made it."""
from __future__ import annotations

import json
import os
from typing import Optional

from compose.releases import Releases, read_text, replace_text
from job.document import Order


def note_order(record: str, order: Optional[Order]) -> None:
    """:raises OSError: the disk is full, or may not be written"""
    if order is not None:
        replace_text(os.path.join(record, "run"), json.dumps({"workflow": order.workflow, "number": order.number}))


def overtaken_by(releases: Releases, release: str, order: Optional[Order]) -> Optional[int]:
    """The number of the newer run whose release that is; None: it is not known to be one. The same commit is no older one."""
    if order is None:
        return None
    record = releases.record(release)
    try:
        noted = json.loads(read_text(os.path.join(record, "run")))
        number = int(noted["number"]) if noted["workflow"] == order.workflow else 0
    except (ValueError, KeyError, TypeError):
        return None
    is_same = order.commit != "" and read_text(os.path.join(record, "commit")).strip() == order.commit
    return number if number > order.number and not is_same else None
