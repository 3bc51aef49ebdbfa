"""The part of the job document that a site without Docker has."""
from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional

from job.fields import Object, named_texts, objects, optional_number, text, texts
from job.whole import whole


class Worker(NamedTuple):
    """A process of the project besides its web process; `name` is [a-z0-9-]{1,20}, `command` a text for sh."""

    name: str
    command: str


class Native(NamedTuple):
    """How a site runs without Docker. `name` is that of its user and its units, `folder` the project's within a release, '' for its root.
    `start` is the web process, a text for sh. `venv` is the key of the virtual environment, '' for none: made with `python`, from the
    files `requirements` (paths in the release) and the further `packages`, when the host has the `system_packages`. `environment` holds
    for variables that the release's env does not set.
    """

    name: str
    folder: str
    start: str
    workers: List[Worker]
    venv: str
    requirements: List[str]
    packages: List[str]
    python: str
    system_packages: List[str]
    static_command: str
    environment: Dict[str, str]
    memory_max_bytes: Optional[int]


def parse_native(of: Object) -> Native:
    """:raises WrongField: a field is missing or of another type"""
    most = optional_number(of, "memory_max_bytes")
    return Native(
        name=text(of, "name"),
        folder=text(of, "folder"),
        start=text(of, "start"),
        workers=[whole(worker, _worker) for worker in objects(of, "workers")],
        venv=text(of, "venv"),
        requirements=texts(of, "requirements"),
        packages=texts(of, "packages"),
        python=text(of, "python"),
        system_packages=texts(of, "system_packages"),
        static_command=text(of, "static_command"),
        environment=named_texts(of, "environment"),
        memory_max_bytes=None if most is None else int(most),
    )


def _worker(of: Object) -> Worker:
    return Worker(text(of, "name"), text(of, "command"))
