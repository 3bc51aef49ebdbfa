"""The health of containers over time: each observation is compared with the ones before. Pure."""
from __future__ import annotations

import json
from typing import Dict, Iterable, List, NamedTuple, Optional

from health.container import Container
from health.verdict import OF_STACK, Demand, Status, Verdict, judge


class Assessment(NamedTuple):
    container: Container
    verdict: Verdict


class Health(NamedTuple):
    """All containers of one observation."""

    assessments: List[Assessment]

    def with_status(self, status: Status) -> List[Assessment]:
        return [one for one in self.assessments if one.verdict.status is status]

    @property
    def status(self) -> Status:
        """Without a container nothing is healthy: the engine did not answer."""
        if self.with_status(Status.UNHEALTHY):
            return Status.UNHEALTHY
        if self.with_status(Status.WAITING) or not self.assessments:
            return Status.WAITING
        return Status.HEALTHY

    def reasons(self, status: Status) -> str:
        """Each container of that status, with its reason."""
        found = [f"{one.container.service} {one.verdict.reason}" for one in self.with_status(status)]
        return ", ".join(sorted(set(found)))


class Monitor:
    """Only restarts since its first observation count: a container that fell over a few times last month is not unhealthy today.
    What has only just ended with an error is observed twice, since a restart passes through that state.
    """

    def __init__(self, restarts: Optional[Dict[str, int]] = None, ended: Iterable[str] = ()) -> None:
        self._restarts = None if restarts is None else dict(restarts)
        self._ended = set(ended)

    def start(self, containers: List[Container]) -> None:
        """Takes these as the first observation."""
        self._restarts = {one.id: one.restarts for one in containers}

    def knows(self, container: Container) -> bool:
        """Whether it was there at the first observation."""
        return container.id in (self._restarts or {})

    def restarts(self, container: Container) -> int:
        """Those since the first observation. The engine counts anew when somebody starts a container."""
        noted = self._restarts if self._restarts is not None else {}
        before = noted.get(container.id, 0)
        if container.restarts < before:
            before = noted[container.id] = 0
        return container.restarts - before

    def observe(self, containers: List[Container]) -> Health:
        # An engine that did not answer would let all restarts ever count.
        if self._restarts is None and containers:
            self.start(containers)
        found = [Assessment(one, self._verdict(one)) for one in containers]
        self._ended = {one.id for one in containers if one.has_ended}
        return Health(found)

    def judge(self, container: Container, demand: Demand) -> Verdict:
        """The verdict on one container by another demand, for itself."""
        return judge(container, self.restarts(container), demand)

    def copy(self) -> Monitor:
        """Another one that goes on from here; what has only just ended is observed anew."""
        return Monitor(self._restarts)

    def to_json(self) -> str:
        """For the observation that another process makes."""
        return json.dumps({"restarts": self._restarts, "ended": sorted(self._ended)})

    def _verdict(self, container: Container) -> Verdict:
        verdict = judge(container, self.restarts(container), OF_STACK)
        is_new_end = container.has_ended and container.id not in self._ended
        if verdict.status is Status.UNHEALTHY and is_new_end:
            return Verdict(Status.WAITING, verdict.reason)
        return verdict


def monitor_from_json(text: str) -> Monitor:
    """Goes on from `to_json`; from '' it begins."""
    noted = json.loads(text) if text else {}
    return Monitor(noted.get("restarts"), noted.get("ended", []))
