"""Runs one step, in a process that the supervisor started for it."""
from __future__ import annotations

import importlib
import importlib.util
import os

from command.command import Commands
from command.failed import Failed
from command.privileged import Privileged
from compose.compose import Compose
from compose.docker_config import docker_config
from compose.releases import Releases
from engine.docker import Docker
from job.document import JobDocument, read_document
from proxy.host_nginx import HostNginx
from proxy.proxy import Proxy
from steps.context import Context
from steps.report import Report


def run_in_turn(kind: str, bundle: str) -> int:
    """As `run_step`, when a byte comes on standard input. Its end means that the step is not wanted."""
    try:
        importlib.import_module(module_of(kind, read_document(bundle)))
    except Exception:  # noqa: BLE001 - it fails once more where it is reported
        pass
    if not os.read(0, 1):
        return 0
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    return run_step(kind, bundle)


def run_step(kind: str, bundle: str) -> int:
    """The exit status: 1 if the step failed, which it reported."""
    os.environ.update(LC_ALL="C", DEBIAN_FRONTEND="noninteractive")
    report = Report(kind)
    context = make_context(kind, bundle, report)
    try:
        importlib.import_module(module_of(kind, context.job)).run(context)
        return 0
    except Failed as failed:
        report.failure(failed.code, failed.text)
        return 1
    except Exception as error:  # noqa: BLE001 - a defect, or a disk that gave out: who has to report it needs to see where
        import traceback

        report.log(traceback.format_exc())
        report.failure("host-program-failed", f"{type(error).__name__} in the step {kind}: {error}")
        return 1


def module_of(kind: str, job: JobDocument) -> str:
    """Of a site without Docker some kinds of steps are others."""
    name = kind.replace("-", "_")
    own = f"native.steps.{name}"
    return own if job.native is not None and importlib.util.find_spec(own) is not None else f"steps.{name}"


def make_context(kind: str, bundle: str, report: Report) -> Context:
    """:raises WrongField: the job is not what the runner writes"""
    job = read_document(bundle)
    step = job.step(kind)
    commands = Commands()
    docker = Docker(commands, job.site.project)
    releases = Releases(job.site.root, job.site.project)
    is_native = job.native is not None
    config = None if is_native else docker_config(bundle, docker, Privileged(commands))
    nginx = HostNginx(commands, job.site.certificate_name) if is_native else None
    return Context(
        job=job,
        data=step.data,
        limit_seconds=step.limit_seconds,
        bundle=bundle,
        commands=commands,
        docker=docker,
        compose=Compose(commands, docker, releases, job.run.token, config),
        releases=releases,
        proxy=Proxy(job.site, docker, releases, report.log, nginx),
        report=report,
        rollback_to=os.environ.get("ROLLBACK_TO"),
    )
