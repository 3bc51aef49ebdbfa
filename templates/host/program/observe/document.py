"""The document that the inspection prints. src/host/observation-shape.ts reads it: both have the same fields, which a test compares."""
from __future__ import annotations

from typing import Dict, List, Optional, TypedDict


class System(TypedDict):
    """`free_bytes` and `free_inodes` are null where the file system does not report them, memory and swap where the kernel does not."""

    os_id: str
    os_version: str
    os_name: str
    architecture: str
    user: str
    privilege: str  # root, sudo, none
    root: str
    is_root_writable: bool
    free_bytes: Optional[int]
    free_inodes: Optional[int]
    memory_bytes: Optional[int]
    available_bytes: Optional[int]
    swap_bytes: Optional[int]
    free_swap_bytes: Optional[int]


class Programs(TypedDict):
    has_docker: bool
    has_git: bool
    ssh_version: Optional[str]
    has_cron: bool
    is_cron_running: bool


class Port(TypedDict):
    """Who listens on a port: a program's name, or `container NAME (project PROJECT)`."""

    port: int
    holder: str
    is_ours: bool


class Engine(TypedDict):
    """`compose_v1` is only looked for where there is no compose v2. `buildx` is null where there is none, or where
    compose needs none.
    """

    access: str  # direct, sudo, none
    version: Optional[str]
    compose: Optional[str]
    buildx: Optional[str]
    has_compose_v1: bool


class Project(TypedDict):
    name: str
    source: str  # record, by-hand, new


class EnvNames(TypedDict):
    """Those that were asked about, by whether they have a value."""

    given: List[str]
    empty: List[str]


class Env(TypedDict):
    """`digest` and `names` are null where it cannot be read."""

    path: str
    digest: Optional[str]
    names: Optional[EnvNames]


class Container(TypedDict):
    """`config` and `image` are what compose noted: '' if it did not. `is_stopped`: a person stopped or paused it, see stopped.py."""

    service: str
    state: str
    health: Optional[str]
    exit_code: int
    is_stopped: bool
    config: str
    image: str


class External(TypedDict):
    kind: str  # network, volume, container
    name: str


class Image(TypedDict):
    """A tag here and in its registry. `held` are its digests in the running release, `base` the one from which it was built; `found` is the
    registry's, null where `problem` says why: not-found, denied, rate-limit, unreachable.
    """

    name: str
    is_present: bool
    held: List[str]
    base: Optional[str]
    since: Optional[int]  # seconds since 1970
    found: Optional[str]
    problem: Optional[str]
    why: str
    until: Optional[int]  # seconds since 1970
    is_anonymous: bool


class Loaded(TypedDict):
    """Digests of what the reverse proxy was last seen to load."""

    config: str
    certificate: str


class Proxy(TypedDict):
    """`release` is the one that gets the requests: after a reboot in the middle of a switch it may be another than `current`."""

    digest: Optional[str]
    loaded: Optional[Loaded]
    release: Optional[str]


class Hsts(TypedDict):
    max_age_seconds: int
    since: int  # seconds since 1970


class Confirmed(TypedDict):
    """What compose/confirm.py noted when the release was made; `project` is the JSON of what compose makes of the files, null where that
    is what the runner reads.
    """

    env_digest: str
    reading_digest: str
    project: Optional[str]


class Release(TypedDict):
    """`manifest_gz` is null where the manifest is the runner's own; else what differs, see observe/manifest.py. `input_files` has the
    digest of each as it is now: '' if it is gone.
    """

    name: str
    manifest_digest: str
    manifest_gz: Optional[str]
    env_digest: Optional[str]
    env_key_digests: Dict[str, str]
    input_files: Dict[str, str]
    settings_digest: Optional[str]
    compose_files: Optional[List[str]]  # null: not recorded
    confirmed: Optional[Confirmed]
    commit: Optional[str]  # null before 0.2, and where the runner did not know it
    came_up: str  # noted, unfinished, unknown
    up: List[str]


class Unverified(TypedDict):
    release: str
    previous: str


class Place(TypedDict):
    path: str
    kind: str  # shared, by-hand, missing


class Database(TypedDict):
    """`what` is a sentence's part: `app.sqlite3 in /srv/app/shared/data`."""

    service: str
    what: str


class Stack(TypedDict):
    """A compose project that has containers, and the folder that compose was run in."""

    project: str
    folder: str
    likeness: str  # remote, file, other
    services: List[str]


class Volume(TypedDict):
    project: str
    key: str
    name: str


class Data(TypedDict):
    """What a site keeps, and other compose projects. `layout` is null where there is no release; legacy: made before 0.2."""

    places: List[Place]
    places_before: List[str]
    synced: Optional[str]
    differing: List[str]
    damaged: List[str]
    databases: List[Database]
    anonymous: List[str]
    stacks: List[Stack]
    volumes: List[Volume]
    foreign: List[str]
    layout: Optional[str]  # legacy, present


class Native(TypedDict):
    """A site without Docker, see native.py. `venvs` are the keys of complete environments, `failed` names of the site's units.
    `is_active`: the web process of the current release runs, and systemd holds its socket. `other_root` is the folder of another site
    that has units of this name. `has_ipv6`: the kernel has IPv6. `pythons` are those with a version in their name.
    """

    nginx: Optional[str]
    certbot: Optional[str]
    python: str
    has_venv: bool
    venvs: List[str]
    is_active: bool
    failed: List[str]
    other_root: Optional[str]
    memory_current: Optional[int]  # bytes
    nginx_holds_ports: bool
    has_ipv6: bool
    pythons: Dict[str, str]


class Observation(TypedDict):
    """Where the host has no python3, templates/host/observe.sh prints the first six fields alone, `python` being null."""

    python: str
    system: System
    programs: Programs
    ports: List[Port]
    project: Project
    env: Optional[Env]
    docker: Engine
    containers: List[Container]
    missing: List[External]
    images: List[Image]
    certificate: Optional[str]
    proxy: Proxy
    hsts: Optional[Hsts]
    renewal_digest: Optional[str]
    program_digest: Optional[str]
    release_count: int
    release: Optional[Release]
    unverified: Optional[Unverified]
    data: Data
    native: Optional[Native]
