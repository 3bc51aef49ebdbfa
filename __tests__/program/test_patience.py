"""How long containers are waited for, how often they are asked, and when they have settled."""
import json
import unittest

from health.patience import HealthCheck, HealthTimes, parse_health_check, patience, pause
from health.settling import MinReady, StackSettling


def check(start=0, retries=0, interval=0, timeout=0, test=("CMD", "check")):
    """A health check as Docker reports it, with times in seconds."""
    times = {"StartPeriod": start * 10**9, "Interval": interval * 10**9, "Timeout": timeout * 10**9}
    return parse_health_check(json.dumps({"Test": list(test), "Retries": retries, **times}))


class Patience(unittest.TestCase):
    TABLE = (
        ("a check that sets nothing", [check()], 190),
        ("a check with a long start", [check(300, 3, 10, 5)], 355),
        ("several: the longest", [check(0, 1, 1, 1), check(100, 2, 50, 10)], 230),
        ("a check that is over sooner than others get", [check(0, 1, 1, 1)], 100),
        ("no check", [], 100),
    )

    def test_is_as_long_as_a_check_may_take(self):
        for what, checks, seconds in self.TABLE:
            with self.subTest(what):
                self.assertEqual(patience(checks, HealthTimes(100), 10_000), seconds)

    def test_leaves_time_of_the_step_to_report_why_it_failed(self):
        self.assertEqual(patience([check(900, 3, 10, 5)], HealthTimes(100), 899), 889)
        self.assertEqual(patience([], HealthTimes(100), 3), 1)

    def test_is_what_a_person_has_set_whatever_the_checks_allow(self):
        self.assertEqual(patience([check(300, 3, 10, 5)], HealthTimes(180, fixed=40), 10_000), 40)
        self.assertEqual(patience([], HealthTimes(180, fixed=600), 10_000), 600)

    def test_has_room_for_staying_healthy(self):
        self.assertEqual(patience([], HealthTimes(100, min_ready=30), 10_000), 130)

    def test_pauses_for_a_tenth_of_the_time_waited_within_bounds(self):
        self.assertEqual([pause(waited) for waited in (0, 1, 5, 12.5, 30)], [0.2, 0.2, 0.5, 1.25, 2.0])


class AHealthCheck(unittest.TestCase):
    def test_has_the_command_that_docker_would_run(self):
        self.assertEqual(check(test=["CMD", "curl", "-f", "a b\nc"]).command, ["curl", "-f", "a b\nc"])
        self.assertEqual(check(test=["CMD-SHELL", "exit 0"]).command, ["/bin/sh", "-c", "exit 0"])

    def test_may_have_none(self):
        self.assertEqual(check(test=["NONE"]).command, [])
        self.assertIsNone(parse_health_check("null"))
        self.assertIsNone(parse_health_check(""))

    def test_leaves_out_what_is_not_set(self):
        self.assertEqual(parse_health_check('{"Test":["CMD","a"]}\n'), HealthCheck(["a"], 180))


class Settling(unittest.TestCase):
    def test_of_a_stack_takes_two_seconds_where_a_program_is_new_and_has_no_check(self):
        settling = StackSettling()
        self.assertEqual([settling.is_over(False) for _ in range(10)], [False] * 9 + [True])

    def test_of_a_stack_begins_anew_when_one_was_waited_for_meanwhile(self):
        settling = StackSettling()
        for _ in range(9):
            settling.is_over(False)
        settling.reset()
        self.assertFalse(settling.is_over(False))

    def test_of_a_stack_is_over_at_once_where_all_are_proven(self):
        self.assertTrue(StackSettling().is_over(True))

    def test_begins_anew_where_what_is_new_has_to_stay_healthy(self):
        ready = MinReady(10)
        self.assertEqual([ready.is_over(now) for now in (100, 105, 109.9, 110)], [False, False, False, True])
        ready.reset()
        self.assertEqual([ready.is_over(now) for now in (111, 120, 121)], [False, False, True])
        self.assertTrue(MinReady(0).is_over(5))
