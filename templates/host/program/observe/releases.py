"""The releases of the site: how many, which one runs, and whether the last switch came to its end."""
from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from typing import Callable, Dict, List, Optional, Tuple

from compose.env_place import env_path
from files.input_files import read_input_files
from observe.document import Confirmed, Release, Unverified
from observe.manifest import manifest_changes
from observe.question import Manifest
from observe.text_file import first_line, lines_of, read_text, sha256_of, shown_by


def count_releases(root: str) -> int:
    try:
        with os.scandir(os.path.join(root, "releases")) as entries:
            return sum(entry.is_dir(follow_symlinks=False) for entry in entries)
    except OSError:
        return 0


def observe_release(root: str, runner_manifest: Callable[[], Manifest]) -> Optional[Release]:
    """The running release; None if there is none that was ever finished. `runner_manifest` may have to wait for the runner."""
    name = shown_by(os.path.join(root, "current"))
    if name is None:
        return None
    record = os.path.join(root, "records", name)
    has_own_record = os.path.isdir(record)
    # Releases made before 0.2 keep their record among the repository's files.
    record = record if has_own_record else os.path.join(root, "releases", name, ".ec2-https-deploy")
    manifest = _read_bytes(os.path.join(record, "manifest"))
    if manifest is None:
        return None
    came_up, up = _up(record) if has_own_record else ("unknown", [])
    digest = hashlib.sha256(manifest).hexdigest()
    return {
        "name": name,
        "manifest_digest": digest,
        "manifest_gz": _differing(manifest, digest, record, runner_manifest()),
        "env_digest": _env_digest(root, name, record),
        "env_key_digests": _env_key_digests(record),
        "input_files": _input_files(root, name, record),
        "confirmed": _confirmed(record),
        "settings_digest": first_line(os.path.join(record, "settings-digest")),
        "compose_files": _compose_files(record),
        "commit": first_line(os.path.join(record, "commit")) or None,
        "came_up": came_up,
        "up": up,
    }


def _compose_files(record: str) -> Optional[List[str]]:
    """The repository's own, in compose's order; none of a repository that has only a Dockerfile."""
    text = read_text(os.path.join(record, "compose-files"))
    return None if text is None else [name for name in text.strip().split("|") if name]


def observe_unverified(root: str) -> Optional[Unverified]:
    """The release that has not passed the external check yet. Releases made before 0.2 do not record it."""
    pairs = dict(line.partition("=")[::2] for line in lines_of(os.path.join(root, "unverified")))
    return {"release": pairs["release"], "previous": pairs.get("previous", "")} if pairs.get("release") else None


def _differing(manifest: bytes, digest: str, record: str, runner: Manifest) -> Optional[str]:
    if digest == runner.digest:
        return None
    note = read_text(os.path.join(record, "manifest-chunks")) or ""
    changes = manifest_changes(manifest, note, runner.chunks)
    return base64.b64encode(gzip.compress(changes, mtime=0)).decode()


def _env_digest(root: str, name: str, record: str) -> Optional[str]:
    kept = os.path.join(record, "env")
    return sha256_of(kept if os.path.isfile(kept) else os.path.join(root, "releases", name, env_path(record)))


def _env_key_digests(record: str) -> Dict[str, str]:
    """A line `KEY DIGEST` for each variable; lines that a power cut damaged are left out."""
    lines = lines_of(os.path.join(record, "env-digests"))
    return dict(line.split(" ", 1) for line in lines if re.fullmatch(r"[A-Za-z_]\w* \w+", line, re.ASCII))


def _confirmed(record: str) -> Optional[Confirmed]:
    try:
        found = json.loads(read_text(os.path.join(record, "confirmed.json")) or "")
        project = found["project"]
        return {
            "env_digest": str(found["env_digest"]),
            "reading_digest": str(found["reading_digest"]),
            "project": None if project is None else json.dumps(project),
        }
    except (ValueError, KeyError, TypeError):
        # Releases before 0.2 have none; a power cut may have damaged it.
        return None


def _input_files(root: str, name: str, record: str) -> Dict[str, str]:
    tree = os.path.join(root, "releases", name)
    found = {}
    for file in read_input_files(record):
        place = file.at(root, tree)
        as_it_is = file.digest if file.may_be_written() and os.path.exists(place) else sha256_of(place)
        found[file.path] = as_it_is or ""
    return found


def _up(record: str) -> Tuple[str, List[str]]:
    """What ran when the release had come up, a line a container."""
    path = os.path.join(record, "up")
    return ("noted", lines_of(path)) if os.access(path, os.R_OK) else ("unfinished", [])


def _read_bytes(path: str) -> Optional[bytes]:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
