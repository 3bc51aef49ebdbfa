"""The wait for a new release without Docker, with a clock of its own; and why packages could not be installed."""
import unittest

from native.ask import Target
from native.pip_failure import explain
from native.readiness import NotReady, ReadinessWait, Web
from native.systemd import UnitState
from readiness.request import Request

RUNS = UnitState("active", "running")
TARGET = Target("/run/ehd/shop/r2.sock", "uwsgi", Request("shop.example.com", "/health"))


class FakeClock:
    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds


class FakeQuestion:
    """Is answered at a time by the clock; never, if that is None."""

    def __init__(self, clock, at, status):
        self._clock = clock
        self._at = at
        self._status = status
        self.was_ended = False

    def is_over(self):
        return self._at is not None and self._clock.now() >= self._at

    def status(self):
        return self._status

    def end(self):
        self.was_ended = True


class TheWaitForARelease(unittest.TestCase):
    def setUp(self):
        self.clock = FakeClock()
        self.states = [(0, RUNS)]
        self.asked = []
        self.answers = [(0, 200)]
        self.takes_errors = False
        self.other = None

    def state(self, _unit):
        return [state for since, state in self.states if since <= self.clock.now()][-1]

    def ask(self, target, seconds):
        """One question after another gets the next of the answers; the last one holds."""
        if target.protocol != TARGET.protocol:
            return FakeQuestion(self.clock, 0, self.other)
        at, status = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append(target.protocol)
        self.question = FakeQuestion(self.clock, at, status)
        return self.question

    def wait(self, seconds=30, stays=0):
        wait = ReadinessWait(self, self.ask, self.clock, self.takes_errors)
        web = Web("ehd-shop@r2.service", TARGET, 0)
        wait.until_ready(web, seconds)
        wait.stay_ready(web, stays)
        return round(self.clock.now(), 1)

    def reason(self, **how):
        with self.assertRaises(NotReady) as caught:
            self.wait(**how)
        return str(caught.exception)

    def test_is_over_with_the_first_answer(self):
        self.answers = [(2, 200)]
        self.assertLess(self.wait(), 2.2)

    def test_goes_on_while_the_app_answers_with_an_error(self):
        self.answers = [(0, 503), (0, 503), (3, 302)]
        self.assertGreaterEqual(self.wait(), 3)
        self.assertEqual(len(self.asked), 3)

    def test_ends_when_the_time_is_over_and_says_what_was_answered(self):
        self.answers = [(0, 503)] * 40
        self.other = None
        self.assertEqual(self.reason(seconds=5), "web answers /health with HTTP 503 after 5 s")

    def test_says_that_the_app_speaks_another_protocol(self):
        self.answers = [(None, None)]
        self.other = 200
        self.assertEqual(self.reason(seconds=5), "web answers in http, and app-protocol is uwsgi after 5 s")

    def test_says_that_nothing_answers(self):
        self.answers = [(0, None)]
        self.assertEqual(self.reason(seconds=5), "web does not answer /health after 5 s")

    def test_ends_at_once_when_the_process_has_ended_though_its_socket_goes_on_listening(self):
        self.answers = [(None, None)]
        self.states = [(0, RUNS), (1, UnitState("activating", "auto-restart", exit_code=1))]
        self.assertEqual(self.reason(seconds=180), "web ended with exit code 1")
        self.assertLess(self.clock.now(), 1.5)
        self.assertTrue(self.question.was_ended)

    def test_ends_at_once_when_the_process_was_restarted(self):
        self.answers = [(None, None)]
        self.states = [(0, RUNS), (1, UnitState("active", "running", restarts=1))]
        self.assertEqual(self.reason(), "web was restarted once")

    def test_lasts_for_as_long_as_the_release_has_to_stay_up(self):
        self.assertGreaterEqual(self.wait(stays=8), 8)

    def test_fails_when_the_release_does_not_stay_up(self):
        self.states = [(0, RUNS), (3, UnitState("failed", exit_code=1))]
        self.assertEqual(self.reason(stays=8), "web ended with exit code 1 within 8 s of being ready (min-ready)")

    def test_takes_whatever_a_release_answers_that_served_before(self):
        self.takes_errors = True
        self.answers = [(0, 500)]
        self.assertLess(self.wait(), 1)

    def test_takes_a_release_that_served_before_when_it_runs_though_it_does_not_answer_in_time(self):
        self.takes_errors = True
        self.answers = [(None, None)]
        self.assertGreaterEqual(self.wait(seconds=5), 5)


class WhyPackagesCouldNotBeInstalled(unittest.TestCase):
    def of(self, *lines):
        return explain(list(lines), "3.9.2").split(". The last lines: ")[0]

    def test_is_a_newer_python_that_a_package_needs(self):
        found = self.of(
            "ERROR: Ignored the following versions that require a different python version: 6.0 Requires-Python >=3.12; 6.0.1 Requires-Python >=3.12",
            "ERROR: Could not find a version that satisfies the requirement Django==6.0.1 (from versions: 4.2)",
            "ERROR: No matching distribution found for Django==6.0.1",
        )
        self.assertEqual(found, "Django==6.0.1 needs another Python than 3.9.2 (Requires-Python >=3.12)")
        single = self.of("ERROR: Package 'shop' requires a different Python: 3.9.2 not in '>=3.12'")
        self.assertEqual(single, "shop needs Python >=3.12, and the virtual environment has 3.9.2")

    def test_is_a_compiler_that_the_host_does_not_have(self):
        found = self.of(
            "  error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory",
            "  ERROR: Failed building wheel for uwsgi",
        )
        self.assertIn("uwsgi has no wheel for this Python and CPU", found)
        self.assertIn("psycopg2", self.of("Error: pg_config executable not found.", "ERROR: Failed to build 'psycopg2'"))

    def test_names_the_package_that_was_handled_last_and_what_its_build_needs(self):
        found = self.of(
            "Collecting psycopg2-binary==2.9.3 (from -r requirements.txt (line 2))",
            "  Getting requirements to build wheel: finished with status 'error'",
            "  error: subprocess-exited-with-error",
            "      Error: pg_config executable not found.",
            "Collecting later==1",
        )
        self.assertRegex(found, "^psycopg2-binary has no wheel .* gcc libc6-dev python3-dev libpq-dev$")
        cffi = self.of("error: [Errno 2] No such file or directory: 'x86_64-linux-gnu-gcc'", "ERROR: Failed building wheel for cffi")
        self.assertRegex(cffi, "^cffi has no wheel .* python3-dev libffi-dev$")

    def test_names_a_package_that_does_not_compile_for_this_python(self):
        lines = ("error: Command '['gcc', '-c']' returned non-zero exit status 1.", "ERROR: Failed building wheel for psycopg2-binary")
        text = "psycopg2-binary could not be built for Python 3.9.2: choose a version with a wheel for it"
        self.assertEqual(self.of(*lines), text)

    def test_is_a_version_that_does_not_exist(self):
        self.assertEqual(self.of("ERROR: No matching distribution found for nosuch==1"), "no version of nosuch==1 can be installed")

    def test_is_an_index_that_cannot_be_reached(self):
        found = self.of(
            "WARNING: Retrying after connection broken by 'NewConnectionError: Failed to establish a new connection: [Errno 111]'",
            "ERROR: No matching distribution found for Django",
        )
        self.assertEqual(found, "the package index cannot be reached")

    def test_is_the_end_of_the_output_where_nothing_else_is_known(self):
        self.assertEqual(explain(["one", "two"], "3.13.5"), "one two")


if __name__ == "__main__":
    unittest.main()
