"""The job document (`job.json` of the bundle): what the runner planned for this host. src/host/job.ts writes it."""
from __future__ import annotations

import json
import os
from typing import List, NamedTuple, Optional

from job.fields import (
    Object,
    WrongField,
    flag,
    integer,
    integers,
    number,
    object_of,
    objects,
    optional_number,
    optional_object,
    optional_text,
    text,
    texts,
)
from job.native import Native, parse_native
from job.whole import whole


class Site(NamedTuple):
    """Names of the site on its host."""

    root: str
    project: str
    proxy_service: str
    has_own_proxy: bool
    certificate_name: str
    certificate_volume: Optional[str]
    certbot_service: Optional[str]
    certbot_webroot: Optional[str]
    webroot_volume: Optional[str]
    temporary_proxy: str
    cron_mark: str


class App(NamedTuple):
    """The service that the reverse proxy passes requests to. `ports` are in the order of likelihood, none where only the running
    container tells; `has_sure_ports`: it has no other than these. Neither is `protocol` known before in general. `health_path` is asked to
    find out.
    """

    service: str
    ports: List[int]
    has_sure_ports: bool
    protocol: Optional[str]
    health_path: str
    replicas: int
    is_start_first: bool


class Pace(NamedTuple):
    """How often things are done, in seconds; tests are in more of a hurry."""

    # A line is promised every ten seconds.
    beat_seconds: float = 9.8
    # Between asking a step to end and ending it.
    kill_seconds: float = 10.0
    # How long the lock may outlive a step's limit, if the worker is gone.
    spare_seconds: float = 30.0
    watch_seconds: float = 3.0
    # From a container's first port that listens until the last is thought to.
    settle_seconds: float = 15.0


class Order(NamedTuple):
    """A run among those of its workflow. `number` is GitHub's; `commit` is what the run deploys, '' if unknown."""

    workflow: str
    number: int
    commit: str


class Run(NamedTuple):
    """What belongs to this run alone; times in seconds. Containers are waited for as long as their own health checks allow, and
    `health_seconds` at least; or, if it is given, for `health_timeout_seconds`.
    """

    holder: str
    order: Optional[Order]
    token: str
    lock_wait_seconds: float
    work_seconds: float
    health_seconds: float
    health_timeout_seconds: Optional[float]
    drain_seconds: Optional[float]
    min_ready_seconds: float
    may_install: bool
    pace: Pace = Pace()


class StepSpec(NamedTuple):
    """A step with its limit in seconds and its own data, see src/host/job.ts: `read` of its module reads that."""

    kind: str
    limit_seconds: float
    data: Object


class JobDocument(NamedTuple):
    site: Site
    app: App
    run: Run
    # None: the site runs in containers.
    native: Optional[Native]
    release: str
    # Those whose health counts after the switch: what a person stopped is not among them.
    services: List[str]
    # The release that ran when the plan was made; '' for none.
    expected: str
    steps: List[StepSpec]
    rollback: StepSpec

    def step(self, kind: str) -> StepSpec:
        """The step of a kind. The rollback is not among the steps of a plan, and brings files back also where `data` is not."""
        if kind == "rollback":
            return self.rollback
        found = next((step for step in self.steps if step.kind == kind), None)
        return found or StepSpec(kind, self.rollback.limit_seconds, {})


def read_document(bundle: str) -> JobDocument:
    """Reads `job.json` of a bundle.

    :raises WrongField: it is not what src/host/job.ts writes
    """
    with open(os.path.join(bundle, "job.json"), encoding="utf-8") as file:
        return parse_document(json.load(file))


def parse_document(document: Object) -> JobDocument:
    """:raises WrongField: a field is missing, of another type or unknown"""
    return whole(document, _document)


def _document(document: Object) -> JobDocument:
    return JobDocument(
        site=whole(object_of(document, "site"), parse_site),
        app=whole(object_of(document, "app"), parse_app),
        run=whole(object_of(document, "run"), _run),
        native=_optional_native(document),
        release=text(document, "release"),
        services=texts(document, "services"),
        expected=text(document, "expected_release"),
        steps=[_step(step) for step in objects(document, "steps")],
        rollback=_step(object_of(document, "rollback")),
    )


def parse_site(of: Object) -> Site:
    """:raises WrongField: a field is missing or of another type"""
    return Site(
        root=text(of, "root"),
        project=text(of, "project"),
        proxy_service=text(of, "proxy_service"),
        has_own_proxy=flag(of, "has_own_proxy"),
        certificate_name=text(of, "certificate_name"),
        certificate_volume=optional_text(of, "certificate_volume"),
        certbot_service=optional_text(of, "certbot_service"),
        certbot_webroot=optional_text(of, "certbot_webroot"),
        webroot_volume=optional_text(of, "webroot_volume"),
        temporary_proxy=text(of, "temporary_proxy"),
        cron_mark=text(of, "cron_mark"),
    )


def parse_app(of: Object) -> App:
    """:raises WrongField: a field is missing or of another type"""
    return App(
        service=text(of, "service"),
        ports=integers(of, "ports"),
        has_sure_ports=flag(of, "sure_ports"),
        protocol=optional_text(of, "protocol"),
        health_path=text(of, "health_path"),
        replicas=integer(of, "replicas"),
        is_start_first=flag(of, "start_first"),
    )


def _optional_native(of: Object) -> Optional[Native]:
    found = optional_object(of, "native")
    return None if found is None else whole(found, parse_native)


def _run(of: Object) -> Run:
    return Run(
        holder=text(of, "holder"),
        order=_optional_order(of),
        token=text(of, "token"),
        lock_wait_seconds=number(of, "lock_wait_seconds"),
        work_seconds=number(of, "work_seconds"),
        health_seconds=number(of, "health_seconds"),
        health_timeout_seconds=optional_number(of, "health_timeout_seconds"),
        drain_seconds=optional_number(of, "drain_seconds"),
        min_ready_seconds=number(of, "min_ready_seconds"),
        may_install=flag(of, "may_install"),
        pace=_pace(of),
    )


def _optional_order(of: Object) -> Optional[Order]:
    found = optional_object(of, "order")
    return None if found is None else whole(found, _order)


def _order(of: Object) -> Order:
    return Order(text(of, "workflow"), integer(of, "number"), text(of, "commit"))


def _pace(of: Object) -> Pace:
    given = object_of(of, "pace") if of.get("pace") is not None else {}
    for name in given:
        if name not in Pace._fields:
            raise WrongField(f"job: {name} is not known")
    return Pace(**{name: number(given, name) for name in given})


def _step(of: Object) -> StepSpec:
    own = {name: value for name, value in of.items() if name not in ("kind", "limit_seconds")}
    return StepSpec(kind=text(of, "kind"), limit_seconds=number(of, "limit_seconds"), data=own)
