"""The wait for a project's containers, with a clock of its own."""
import unittest

from health.container import parse_containers
from health.monitor import Monitor
from health.patience import HealthTimes
from health.wait import HealthWait, Unhealthy


class FakeClock:
    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds


class FakeDeadline:
    def left(self):
        return 10_000


class FakeInspection:
    """The containers are as the last of `states` whose time has come: seconds and a line of `INSPECT_FORMAT`."""

    def __init__(self, clock, states):
        self._clock = clock
        self._states = states

    def containers(self, services=None):
        lines = [line for since, line in self._states if since <= self._clock.now()]
        return parse_containers(lines[-1])

    def check(self, container):
        return None


class FakeChecks:
    def ahead_of_docker(self, containers):
        return containers

    def is_proven(self, container):
        return False


class FakeReport:
    def waiting_for(self, what):
        pass


HEALTHY = "db|running|healthy|0|0|new"
ENDED = "db|exited||1|0|new"


class TheWaitForHealth(unittest.TestCase):
    def seconds(self, times, *states, known=(), stayed=(), leaving=()):
        """How long it takes until all are healthy."""
        clock = FakeClock()
        wait = HealthWait(FakeInspection(clock, states), FakeChecks(), FakeReport(), clock, FakeDeadline(), times)
        wait.note_stayed(list(stayed))
        monitor = Monitor()
        monitor.start(parse_containers("\n".join(known)))
        wait.until_healthy(monitor, leaving=leaving)
        return round(clock.seconds, 1)

    def test_is_over_at_once_where_nothing_has_to_stay_healthy(self):
        self.assertEqual(self.seconds(HealthTimes(100), (0, HEALTHY)), 0)

    def test_lasts_until_what_is_new_has_stayed_healthy(self):
        self.assertAlmostEqual(self.seconds(HealthTimes(100, min_ready=20), (0, HEALTHY)), 20, delta=1)

    def test_begins_anew_after_a_break(self):
        starting = "db|running|starting|0|0|new"
        self.assertGreater(self.seconds(HealthTimes(100, min_ready=20), (0, HEALTHY), (10, starting), (15, HEALTHY)), 34)

    def test_is_not_longer_for_what_ran_before_or_has_stayed_healthy_already(self):
        times = HealthTimes(100, min_ready=20)
        self.assertEqual(self.seconds(times, (0, HEALTHY), known=[HEALTHY]), 0)
        self.assertEqual(self.seconds(times, (0, HEALTHY), stayed=["new"]), 0)

    def test_is_not_for_what_is_being_stopped(self):
        states = "\n".join((HEALTHY, "app|exited||1|0|old"))
        self.assertEqual(self.seconds(HealthTimes(100), (0, states), leaving=["old"]), 0)
        with self.assertRaisesRegex(Unhealthy, "app ended with exit code 1"):
            self.seconds(HealthTimes(100), (0, states))

    def test_fails_for_what_ends_meanwhile(self):
        with self.assertRaisesRegex(Unhealthy, "db ended with exit code 1"):
            self.seconds(HealthTimes(100, min_ready=20), (0, HEALTHY), (10, ENDED))

    def test_ends_when_the_time_that_a_person_has_set_is_over(self):
        with self.assertRaisesRegex(Unhealthy, "not healthy within 40 s: db has not passed its health check yet"):
            self.seconds(HealthTimes(180, fixed=40), (0, "db|running|starting|0|0|new"))
