"""What the runner wants to know. src/host/inspection.ts writes it."""
from __future__ import annotations

import os
from typing import List, Mapping, NamedTuple, Optional

from job.fields import Object, flag, object_of, objects, optional_text, text, texts


class Manifest(NamedTuple):
    """The runner's manifest: its digest, and the digests of its chunks (src/repository/manifest/chunks.ts)."""

    digest: str
    chunks: str


class Question(NamedTuple):
    """`certificate_volume` begins with `{project}` where it follows from the project's name; '' if there is none. `certificate_folder` is
    absolute; '' if there is none. `env_names` are variables that the host's `.env` may have, `env_path` is where a release has it.
    `native` is the site's word in the names of its units; None: it runs with docker compose.
    """

    root: str
    project: str
    project_before: str
    source: str
    certificate_name: str
    certificate_volume: str
    certificate_folder: str
    cron_pid_file: str
    repository: str
    compose_digest: str
    data_paths: List[str]
    env_path: str
    env_names: List[str]
    manifest: Optional[Manifest]
    images: List[Mapping[str, str]]
    externals: List[Mapping[str, str]]
    awaits_logins: bool
    native: Optional[str]


def parse_question(of: Object) -> Question:
    """:raises WrongField: it is not what the runner writes"""
    return Question(
        root=_absolute(text(of, "root")),
        project=text(of, "project"),
        project_before=text(of, "project_before"),
        source=text(of, "source"),
        certificate_name=text(of, "certificate_name"),
        certificate_volume=optional_text(of, "certificate_volume") or "",
        certificate_folder=_kept(_absolute(text(of, "root")), optional_text(of, "certificate_folder") or ""),
        cron_pid_file=text(of, "cron_pid_file"),
        repository=text(of, "repository"),
        compose_digest=text(of, "compose_digest"),
        data_paths=texts(of, "data_paths"),
        env_path=text(of, "env_path"),
        env_names=texts(of, "env_names"),
        manifest=_manifest(of),
        images=[{name: text(image, name) for name in ("name", "registry", "repository", "tag")} for image in objects(of, "images")],
        externals=[{name: text(one, name) for name in ("kind", "name")} for one in objects(of, "externals")],
        awaits_logins=flag(of, "awaits_logins"),
        native=optional_text(of, "native"),
    )


def parse_manifest(line: str) -> Manifest:
    """Reads the line `DIGEST CHUNKS`: the runner may not have read a large repository yet when it sends the question."""
    digest, _, chunks = line.strip().partition(" ")
    return Manifest(digest, chunks)


def _manifest(of: Object) -> Optional[Manifest]:
    if of.get("manifest") is None:
        return None
    manifest = object_of(of, "manifest")
    return Manifest(text(manifest, "digest"), text(manifest, "chunks"))


def _kept(root: str, folder: str) -> str:
    """Where a folder that a stack mounts lies: those of the repository are kept beside the releases."""
    return os.path.join(root, "shared", _absolute(folder)) if folder else ""


def _absolute(root: str) -> str:
    home = os.environ.get("HOME", "/")
    if root == "~":
        return home
    return os.path.join(home, root[2:]) if root.startswith("~/") else root
