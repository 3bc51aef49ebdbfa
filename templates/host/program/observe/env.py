"""The `.env` that a release without one of its own would have, and which variables it has. Its values stay here."""
from __future__ import annotations

import os
import re
from typing import Dict, List, Optional

from compose.env_place import env_path
from files.left_env import left_env
from observe.document import Env, EnvNames
from observe.text_file import read_text, sha256_of, shown_by

_ENTRY = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*[=:][ \t]*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\n]*)""",
    re.MULTILINE | re.DOTALL | re.ASCII,
)


def observe_env(root: str, place: str, asked: List[str]) -> Optional[Env]:
    """As files/env_file.py chooses it; `place` is where a release has it. Of its variables only those are named that were asked about: what
    looks like a name may be a part of a secret.
    """
    release = shown_by(os.path.join(root, "current"))
    used = None if release is None else _used(root, release)
    path = used if used and os.path.getsize(used) > 0 else left_env(root, place, is_first=release is None)
    if path is None:
        return None
    text = read_text(path)
    return {"path": path, "digest": sha256_of(path), "names": None if text is None else _names(text, asked)}


def _used(root: str, release: str) -> Optional[str]:
    record = os.path.join(root, "records", release)
    kept = os.path.join(record, "env")
    path = kept if os.path.isfile(kept) else os.path.join(root, "current", env_path(record))
    return path if os.path.isfile(path) else None


def _names(text: str, asked: List[str]) -> EnvNames:
    values: Dict[str, str] = dict(_ENTRY.findall(text))
    known = [name for name in asked if name in values]
    empty = [name for name in known if values[name].strip() in ("", '""', "''")]
    return {"given": [name for name in known if name not in empty], "empty": empty}
