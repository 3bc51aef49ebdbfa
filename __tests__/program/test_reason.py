"""Why a container does not do what it is for, and what is hidden in what it prints."""
import unittest

from engine.sockets import LISTEN, Socket
from health.container import parse_containers
from health.diagnosis import Diagnosis
from health.reason import CheckRun, Facts, Reason, reason_of
from health.redaction import Redaction
from rollout.failed_containers import with_reasons


def container(text):
    """`service|state|health|exit code|restarts|id`"""
    return parse_containers(text)[0]


def listens(*ports, loopback=()):
    return [Socket(port, LISTEN, False) for port in ports] + [Socket(port, LISTEN, True) for port in loopback]


RUNNING = "app|running||0|0|a"
ENDED = "app|exited||{}|0|a"


class AReason(unittest.TestCase):
    TABLE = (
        ("it runs", RUNNING, {}, None, ""),
        ("it passes its check", "app|running|healthy|0|0|a", {}, None, ""),
        ("it ended with an error", ENDED.format(3), {}, "exited", "ended with exit code 3"),
        ("its command is missing", ENDED.format(127), {}, "exited", "ended with exit code 127 (its command was not found)"),
        (
            "the engine could not start it",
            "app|created||127|0|a",
            {"error": "OCI runtime create failed\nexec: \"gunicorn\": executable file not found in $PATH"},
            "exited",
            'could not be started: exec: "gunicorn": executable file not found in $PATH',
        ),
        (
            "it needed more than its limit",
            ENDED.format(137),
            {"is_out_of_memory": True, "memory": 64 * 1024**2},
            "out-of-memory",
            "was killed because it needed more memory than its limit of 64 MiB",
        ),
        (
            "it needed more than the host has",
            ENDED.format(137),
            {"is_out_of_memory": True},
            "out-of-memory",
            "was killed because it needed more memory than the host has",
        ),
        (
            "somebody killed it",
            ENDED.format(137),
            {},
            "out-of-memory",
            "was killed (exit code 137), by the kernel if the host ran out of memory",
        ),
        (
            "it lost a worker, and its check fails",
            "app|running|unhealthy|0|0|a",
            {"is_out_of_memory": True, "memory": 3 * 1024**3},
            "out-of-memory",
            "has lost a process that needed more memory than its limit of 3.0 GiB",
        ),
        ("it lost a worker, and is healthy all the same", "app|running|healthy|0|0|a", {"is_out_of_memory": True}, None, ""),
        (
            "it is killed again and again",
            "app|restarting||137|4|a",
            {"restarts": 4, "is_out_of_memory": True, "memory": 1024**3},
            "out-of-memory",
            "was killed because it needed more memory than its limit of 1.0 GiB",
        ),
        (
            "it falls over again and again",
            "app|restarting||1|4|a",
            {"restarts": 4},
            "restart-loop",
            "was restarted 4 times, its last exit code is 1",
        ),
        ("it fell over, and runs once more", "app|running||0|1|a", {"restarts": 1}, "restart-loop", "was restarted once"),
        ("it fell over before anybody counted", "app|restarting||1|0|a", {}, "restart-loop", "was restarted again and again, its last exit code is 1"),
        (
            "its image is for another machine",
            "app|restarting||255|2|a",
            {"restarts": 2, "lines": ["exec /bin/app: exec format error"], "image_architecture": "arm64", "host_machine": "x86_64"},
            "wrong-architecture",
            "has an image for arm64, and this host is amd64 (exec format error)",
        ),
        (
            "its script has no first line",
            ENDED.format(255),
            {"lines": ["exec /start: exec format error"], "image_architecture": "amd64", "host_machine": "x86_64"},
            "wrong-architecture",
            "cannot run its program (exec format error): it is for another CPU architecture, or a script whose first line is not #!",
        ),
        ("it speaks of that error and runs", RUNNING, {"lines": ["exec format error"]}, None, ""),
        (
            "its check fails",
            "app|running|unhealthy|0|0|a",
            {"failing_streak": 3, "checks": [CheckRun(0, "ok"), CheckRun(7, "curl: (7) refused\n\n")]},
            "health-check",
            "fails its health check with exit code 7, 3 times in a row; it printed: curl: (7) refused",
        ),
        (
            "its check fails without a word",
            "app|running|unhealthy|0|0|a",
            {"failing_streak": 1, "checks": [CheckRun(1, "")]},
            "health-check",
            "fails its health check with exit code 1; it printed nothing",
        ),
        (
            "its check has failed so far",
            "app|running|starting|0|0|a",
            {"checks": [CheckRun(1, "no")]},
            "health-check",
            "fails its health check with exit code 1; it printed: no",
        ),
        ("its check has not run yet", "app|running|starting|0|0|a", {}, "not-ready", "has not passed its health check yet"),
        ("it waits for another", "app|created||0|0|a", {}, "not-ready", "has not started yet"),
        ("somebody paused it", "app|paused||0|0|a", {}, "not-ready", "is paused"),
        ("it listens where it is asked", RUNNING, {"ports": [8000], "sockets": listens(8000, 9000)}, None, ""),
        ("it listens somewhere", RUNNING, {"sockets": listens(3000)}, None, ""),
        ("nobody can see where it listens", RUNNING, {"ports": [8000], "sockets": None}, None, ""),
        (
            "it listens elsewhere",
            RUNNING,
            {"ports": [8000], "sockets": listens(5000, 3000, loopback=[6379])},
            "not-listening",
            "does not listen on port 8000; it listens on 3000, 5000, 127.0.0.1:6379",
        ),
        (
            "it listens for itself only",
            RUNNING,
            {"ports": [8000], "sockets": listens(loopback=[8000])},
            "not-listening",
            "listens on 127.0.0.1:8000 only; let it bind to 0.0.0.0",
        ),
        ("it listens nowhere", RUNNING, {"ports": [80], "sockets": []}, "not-listening", "does not listen on port 80; it listens on none"),
        (
            "it listens elsewhere, so that its check fails",
            "app|running|unhealthy|0|0|a",
            {"ports": [8000], "sockets": listens(5000), "checks": [CheckRun(7, "refused")]},
            "not-listening",
            "does not listen on port 8000; it listens on 5000",
        ),
    )

    def test_is_the_first_that_applies(self):
        for what, line, facts, kind, text in self.TABLE:
            with self.subTest(what):
                found = reason_of(Facts(container(line), **facts))
                self.assertEqual(found, None if kind is None else Reason(kind, text))

    def test_quotes_no_more_than_one_reads(self):
        found = reason_of(Facts(container("app|running|unhealthy|0|0|a"), checks=[CheckRun(1, "x" * 5_000)]))
        self.assertLess(len(found.text), 300)


class TheTextOfAFailure(unittest.TestCase):
    def test_names_each_reason_once_and_not_what_is_only_late(self):
        def found(service, kind, text):
            return Diagnosis(service, Reason(kind, text), [], [])

        reasons = [found("db", "exited", "ended with exit code 1"), found("app", "not-ready", "has not started yet")]
        self.assertEqual(with_reasons("compose up failed", reasons), "compose up failed; db ended with exit code 1")
        self.assertEqual(with_reasons("db ended with exit code 1", reasons + reasons), "db ended with exit code 1")

    def test_that_is_restarted_meanwhile_is_named_once_with_its_last_count(self):
        found = [Diagnosis(name, Reason("restart-loop", text), [], []) for name, text in (("web", "was restarted 4 times, its last exit code is 1"), ("nginx", "was restarted once"))]
        expected = "my-web was restarted once; web was restarted 4 times, its last exit code is 1; nginx was restarted once"
        self.assertEqual(with_reasons("my-web was restarted once; web was restarted 3 times", found), expected)


class Redacting(unittest.TestCase):
    ENV = "\n".join(
        (
            "# a comment = not-a-value",
            "SECRET_KEY=s3cr3t-value",
            'export QUOTED="two words\\nsecond line of it"',
            "LITERAL='it\"s $literal'",
            "DEBUG=true",
            "PORT=8000",
            "EMPTY=",
            "HOST=shop.example.com",
            "LONGER=s3cr3t-value-and-more",
        )
    )

    def hidden(self, line):
        return Redaction(self.ENV, ["www.shop.example.com"]).of(line)

    def test_hides_values_of_the_env_file_wherever_they_stand(self):
        self.assertEqual(self.hidden("auth failed for postgres://app:s3cr3t-value@db/app"), "auth failed for postgres://app:***@db/app")
        self.assertEqual(self.hidden("key is s3cr3t-value-and-more."), "key is ***.")
        self.assertEqual(self.hidden('got it"s $literal'), "got ***")
        self.assertEqual(self.hidden("of two: second line of it"), "of two: ***")

    def test_leaves_what_says_nothing_or_is_printed_in_any_case(self):
        line = "true: listening on 8000 for shop.example.com, not-a-value"
        self.assertEqual(self.hidden(line), line)
        self.assertEqual(Redaction().of("x=y"), "x=y")
