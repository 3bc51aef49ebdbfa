"""The health of one container, and of several over time."""
import unittest

from health.container import Container, parse_containers
from health.monitor import Monitor, monitor_from_json
from health.verdict import OF_NEW_APP, Status, judge


def container(text):
    """`service|state|health|exit code|restarts|id`"""
    return parse_containers(text)[0]


def stack(*lines):
    return parse_containers("\n".join(lines))


class AContainer(unittest.TestCase):
    TABLE = (
        ("one that runs", "app|running||0|0|a", "healthy", ""),
        ("one that passes its check", "app|running|healthy|0|0|a", "healthy", ""),
        ("one whose check has not answered yet", "db|running|starting|0|0|b", "waiting", "has not passed its health check yet"),
        ("one that its check finds unhealthy", "app|running|unhealthy|0|0|a", "unhealthy", "is unhealthy"),
        ("a job that has done its work", "migrate|exited||0|0|b", "healthy", ""),
        ("a job that has done its work at the fourth try", "migrate|exited||0|3|b", "healthy", ""),
        ("a job that failed", "migrate|exited||1|0|b", "unhealthy", "ended with exit code 1"),
        ("one that was killed", "app|exited||137|0|a", "unhealthy", "ended with exit code 137"),
        ("a dead one", "app|dead||0|0|a", "unhealthy", "ended with exit code 0"),
        ("one that waits for what it depends on", "app|created||0|0|a", "waiting", "has not started yet"),
        ("one that falls over for the second time", "app|restarting||1|2|a", "waiting", "is restarting"),
        ("one that falls over again and again", "app|restarting||1|3|a", "unhealthy", "was restarted 3 times, its last exit code is 1"),
        ("one that just happens to run between two falls", "app|running||0|3|a", "unhealthy", "was restarted 3 times"),
        ("one that falls over before its check answers", "app|running|starting|0|3|a", "unhealthy", "was restarted 3 times"),
        ("a paused one", "app|paused||0|0|a", "waiting", "is paused"),
    )

    def test_has_a_verdict_with_its_reason(self):
        for what, line, status, reason in self.TABLE:
            with self.subTest(what):
                found = container(line)
                verdict = judge(found, found.restarts)
                self.assertEqual((verdict.status.value, verdict.reason), (status, reason))

    OF_AN_APP = (
        ("one that runs", "app|running||0|0|a", "healthy"),
        ("one that has yet to start", "app|created||0|0|a", "waiting"),
        ("one whose check has not answered yet", "app|running|starting|0|0|a", "waiting"),
        ("one that fell over once", "app|running|healthy|0|1|a", "unhealthy"),
        ("one that is about to start again", "app|restarting||1|0|a", "unhealthy"),
        ("one that has ended without an error", "app|exited||0|0|a", "unhealthy"),
        ("a paused one", "app|paused||0|0|a", "unhealthy"),
    )

    def test_that_is_about_to_take_over_must_run_without_a_restart(self):
        for what, line, status in self.OF_AN_APP:
            with self.subTest(what):
                found = container(line)
                self.assertEqual(judge(found, found.restarts, OF_NEW_APP).status.value, status)

    def test_is_read_from_what_docker_prints_and_anything_else_is_left_out(self):
        found = parse_containers("app|running|healthy|0|2|a\nError: No such object: b\n")
        self.assertEqual(found, [Container("app", "running", "healthy", 0, 2, "a")])


class AStack(unittest.TestCase):
    def setUp(self):
        self.monitor = Monitor()
        self.monitor.start(stack("old|running||0|7|o"))

    def statuses(self, *lines):
        return self.monitor.observe(stack(*lines)).status.value

    def test_is_healthy_when_all_are(self):
        self.assertEqual(self.statuses("app|running|healthy|0|0|a", "db|running|healthy|0|0|b"), "healthy")
        self.assertEqual(self.statuses("app|running||0|0|a", "migrate|exited||0|0|b"), "healthy")

    def test_is_waited_for_as_long_as_one_is(self):
        self.assertEqual(self.statuses("app|running|healthy|0|0|a", "db|running|starting|0|0|b"), "waiting")

    def test_without_a_container_is_waited_for_since_the_engine_did_not_answer(self):
        self.assertEqual(self.statuses(), "waiting")

    def test_names_all_that_are_unhealthy(self):
        lines = ("web|dead||0|0|c", "db|running|starting|0|0|b", "app|exited||1|0|a", "db|running|unhealthy|0|0|d")
        self.monitor.observe(stack(*lines))
        health = self.monitor.observe(stack(*lines))
        self.assertEqual(health.reasons(Status.UNHEALTHY), "app ended with exit code 1, db is unhealthy, web ended with exit code 0")
        self.assertEqual(health.reasons(Status.WAITING), "db has not passed its health check yet")

    def test_counts_only_restarts_since_the_first_observation(self):
        self.assertEqual(self.statuses("old|running||0|7|o"), "healthy")
        self.assertEqual(self.statuses("old|restarting||1|9|o"), "waiting")
        self.assertEqual(self.statuses("old|restarting||1|10|o"), "unhealthy")

    def test_counts_all_restarts_of_a_container_that_came_later(self):
        self.assertEqual(self.statuses("new|running||0|3|n"), "unhealthy")

    def test_counts_anew_for_one_that_was_started_by_hand(self):
        self.assertEqual(self.statuses("old|running||0|0|o"), "healthy")
        self.assertEqual(self.statuses("old|restarting||1|3|o"), "unhealthy")

    def test_counts_from_the_first_observation_at_which_the_engine_answers(self):
        self.monitor = Monitor()
        self.assertEqual(self.statuses(), "waiting")
        self.assertEqual(self.statuses("app|running||0|9|a"), "healthy")

    def test_passes_through_an_exit_when_a_container_is_restarted(self):
        self.assertEqual(self.statuses("app|exited||137|0|a"), "waiting")
        self.assertEqual(self.statuses("app|running||0|0|a"), "healthy")
        self.assertEqual(self.statuses("app|exited||137|0|a"), "waiting")
        self.assertEqual(self.statuses("app|exited||137|0|a"), "unhealthy")

    def test_is_observed_on_by_another_process(self):
        self.statuses("old|running||0|8|o", "app|exited||1|0|a")
        self.monitor = monitor_from_json(self.monitor.to_json())
        health = self.monitor.observe(stack("old|restarting||1|10|o", "app|exited||1|0|a"))
        self.assertEqual(len(health.with_status(Status.UNHEALTHY)), 2)
        self.assertEqual(monitor_from_json("").observe(stack("old|running||0|9|o")).status, Status.HEALTHY)
