"""Waits until a new release answers through its own socket, and looks at its unit meanwhile: one that falls over is not waited for."""
from __future__ import annotations

from typing import Callable, NamedTuple, Optional

from command.clock import Clock
from health.patience import pause
from health.reason import Reason
from native.ask import Question, Target
from native.fault import fault_of
from native.systemd import Systemd
from native.units import WEB

_SERVER_ERROR = 500
_ASK_SECONDS = 30.0
_OTHER_SECONDS = 5.0
_LOOK_SECONDS = 0.05
_STAY_SECONDS = 0.5

Ask = Callable[[Target, float], Question]


class NotReady(Exception):
    """`reason` is the end of a sentence that begins with the process, `process` which one that is, `unit` its unit."""

    def __init__(self, process: str, unit: str, reason: Reason) -> None:
        super().__init__(f"{process} {reason.text}")
        self.process = process
        self.unit = unit
        self.reason = reason


class Web(NamedTuple):
    """The web process of a release, and where it is asked. `restarts` are those that it had when it was started."""

    unit: str
    target: Target
    restarts: int
    memory_max: int = 0


class ReadinessWait:
    """`takes_errors`: a release that served before is taken whatever it answers."""

    def __init__(self, systemd: Systemd, ask: Ask, clock: Clock, takes_errors: bool) -> None:
        self._systemd = systemd
        self._ask = ask
        self._clock = clock
        self._takes_errors = takes_errors

    def until_ready(self, web: Web, seconds: float) -> None:
        """:raises NotReady: it fell over, or does not answer well in time"""
        began = self._clock.now()
        path = web.target.request.path
        silent = f"does not answer {path}"
        reason = silent
        question: Optional[Question] = None
        look_at = 0.0
        while True:
            waited = self._clock.now() - began
            if self._clock.now() >= look_at:
                self._check(web, question)
                look_at = self._clock.now() + pause(waited)
            if question is None:
                question = self._ask(web.target, min(_ASK_SECONDS, max(1.0, seconds - waited)))
            if question.is_over():
                status = question.status()
                question = None
                if status is not None and (status < _SERVER_ERROR or self._takes_errors):
                    return
                reason = silent if status is None else f"answers {path} with HTTP {status}"
                if waited < seconds:
                    self._clock.sleep(pause(waited))
            if waited >= seconds:
                if question is not None:
                    question.end()
                if self._takes_errors and self._systemd.state(web.unit).active == "active":
                    return
                why = (self._other_protocol(web.target) if reason == silent else "") or reason
                raise NotReady(WEB, web.unit, Reason("not-ready", f"{why} after {seconds:.0f} s"))
            self._clock.sleep(_LOOK_SECONDS)

    def stay_ready(self, web: Web, seconds: float) -> None:
        """:raises NotReady: it has not stayed up for so long"""
        until = self._clock.now() + seconds
        while seconds > 0 and self._clock.now() < until:
            fault = self._fault(web)
            if fault is not None:
                within = f"{fault.text} within {seconds:.0f} s of being ready (min-ready)"
                raise NotReady(WEB, web.unit, fault._replace(text=within))
            self._clock.sleep(min(_STAY_SECONDS, max(0.0, until - self._clock.now())))

    def _check(self, web: Web, question: Optional[Question]) -> None:
        fault = self._fault(web)
        if fault is not None:
            if question is not None:
                question.end()
            raise NotReady(WEB, web.unit, fault)

    def _fault(self, web: Web) -> Optional[Reason]:
        return fault_of(WEB, self._systemd.state(web.unit), web.restarts, memory_max=web.memory_max)

    def _other_protocol(self, target: Target) -> str:
        """That it answers in the other protocol, as the end of a sentence; '' if it does not."""
        other = "http" if target.protocol == "uwsgi" else "uwsgi"
        has_answered = self._ask(target._replace(protocol=other), _OTHER_SECONDS).status() is not None
        return f"answers in {other}, and app-protocol is {target.protocol}" if has_answered else ""
