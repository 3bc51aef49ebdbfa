"""Has the proxy load the certificate: ours by a reload, one of the repository's own by a restart, since such proxies choose their
configuration when they start."""
from __future__ import annotations

from command.clock import Clock, Deadline
from command.failed import Failed
from health.checks import Checks
from health.diagnosis import Diagnoses
from health.inspection import Inspection
from health.monitor import Monitor
from health.patience import HealthTimes
from health.redaction import SiteValues
from health.wait import HealthWait, Unhealthy
from rollout.failed_containers import FailedContainers
from steps import proxy
from steps.context import Context

read = proxy.read


def run(context: Context) -> None:
    """:raises Failed: proxy-config-invalid, containers-unhealthy"""
    if context.proxy.is_own:
        _restart(context)
    else:
        proxy.run(context)


def _restart(context: Context) -> None:
    clock = Clock()
    deadline = Deadline(clock, context.limit_seconds)
    inspection = Inspection(context.docker)
    checks = Checks(context.docker, inspection)
    times = HealthTimes(context.job.run.health_seconds, context.job.run.health_timeout_seconds)
    wait = HealthWait(inspection, checks, context.report, clock, deadline, times)
    monitor = Monitor()
    monitor.start(inspection.containers())
    service = context.proxy.service
    release = context.releases.newest(context.job.release)
    services = frozenset(context.job.services)
    if context.compose.show(release, "restart", service, limit_seconds=deadline.left()) != 0:
        raise Failed("containers-unhealthy", f"{service} did not restart")
    try:
        wait.until_healthy(monitor, services)
    except Unhealthy as unhealthy:
        values = SiteValues(context.job.site.root, context.job.site.certificate_name)
        failed = FailedContainers(context.docker, context.report, Diagnoses(context.docker, values))
        raise Failed("containers-unhealthy", failed.explain(str(unhealthy), monitor, services)) from unhealthy
    container = context.proxy.container()
    if container is not None:
        context.proxy.note_loaded(container)
