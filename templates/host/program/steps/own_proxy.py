"""The stack's own reverse proxy after containers behind it were recreated."""
from __future__ import annotations

from command.clock import Clock, Deadline
from proxy.front_request import status_through_front
from proxy.stale_address import Front, StaleAddress
from steps.context import Context


def resolve_again(context: Context, release: str) -> None:
    """Has it use the addresses that the services of a release have now."""
    clock = Clock()
    deadline = Deadline(clock, context.limit_seconds)
    job = context.job
    service = context.proxy.service

    def restart() -> bool:
        return context.compose.show(release, "restart", service, limit_seconds=deadline.left()) == 0

    front = Front(service, lambda: status_through_front(job.site.certificate_name, job.app.health_path), restart)
    context.report.waiting_for(f"{service} to reach the services behind it")
    StaleAddress(context.docker, context.report.log, clock, deadline).forget(front)
