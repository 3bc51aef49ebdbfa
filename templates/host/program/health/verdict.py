"""The health of one container: facts in, verdict with its reason out. Pure; the only place that decides it."""
from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from health.container import Container


class Status(Enum):
    HEALTHY = "healthy"
    WAITING = "waiting"
    UNHEALTHY = "unhealthy"


class Verdict(NamedTuple):
    """`reason` follows the name of the service in a sentence; '' for a healthy container."""

    status: Status
    reason: str = ""


class Demand(NamedTuple):
    """What is asked of a container. One that `must_run` is not done when it has ended without an error, and not to be waited for when
    it is anything but running or about to run.
    """

    most_restarts: int
    must_run: bool


# Of any container of the stack: it may fall over twice, as when its database starts at the same time.
OF_STACK = Demand(most_restarts=2, must_run=False)
# Of an app container that is about to take over.
OF_NEW_APP = Demand(most_restarts=0, must_run=True)

_HEALTHY = Verdict(Status.HEALTHY)
_WAITING_FOR = {"created": "has not started yet", "restarting": "is restarting"}


def judge(container: Container, restarts: int, demand: Demand = OF_STACK) -> Verdict:
    """`restarts` are those that count, see Monitor."""
    if container.state == "exited" and container.exit_code == 0 and not demand.must_run:
        return _HEALTHY
    if restarts > demand.most_restarts:
        # While it runs once more the engine reports the exit code 0.
        code = f", its last exit code is {container.exit_code}" if container.exit_code else ""
        return Verdict(Status.UNHEALTHY, f"was restarted {times(restarts)}{code}")
    if container.has_ended:
        return Verdict(Status.UNHEALTHY, f"ended with exit code {container.exit_code}")
    if container.state == "running":
        return _of_running(container)
    is_awaited = not demand.must_run or container.state == "created"
    reason = _WAITING_FOR.get(container.state, f"is {container.state}")
    return Verdict(Status.WAITING if is_awaited else Status.UNHEALTHY, reason)


def _of_running(container: Container) -> Verdict:
    if container.health == "unhealthy":
        return Verdict(Status.UNHEALTHY, "is unhealthy")
    if container.health == "starting":
        return Verdict(Status.WAITING, "has not passed its health check yet")
    return _HEALTHY


def times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
