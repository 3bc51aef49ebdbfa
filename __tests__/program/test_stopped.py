"""Which containers a person stopped, as far as the engine shows it."""
import unittest

from observe.stopped import booted_at, is_stopped

BOOTED = "2026-11-22T06:00:00"


def state(status="exited", code=0, finished="2026-11-22T10:45:00.123456789Z", **more):
    return {"Status": status, "ExitCode": code, "FinishedAt": finished, "OOMKilled": False, "Error": "", **more}


class AStoppedContainer(unittest.TestCase):
    TABLE = (
        ("one that ended by the signal of docker stop", state(code=143), "no", True),
        ("one that had to be killed for it", state(code=137), "", True),
        ("one with another stop signal", state(code=131), "on-failure", True),
        ("one that the engine would have started again", state(code=1), "unless-stopped", True),
        ("the same with the other policy", state(code=0), "always", True),
        ("a paused one", state("paused"), "always", True),
        ("one that runs", state("running"), "always", False),
        ("one that is about to be started again", state("restarting", 1), "always", False),
        ("one that was never started", state("created"), "always", False),
        ("one that fell over", state(code=1), "no", False),
        ("one that crashed", state(code=139), "no", False),
        ("one that was killed for its memory", state(code=137, OOMKilled=True), "no", False),
        ("one that the engine could not start", state(code=128, Error="no such file"), "always", False),
        ("one that ended with the host", state(code=143, finished="2026-11-22T05:59:58.9Z"), "no", False),
        ("one that stays stopped over a reboot", state(code=143, finished="2026-11-22T05:59:58.9Z"), "unless-stopped", True),
    )

    def test_is_told_from_others(self):
        for name, found, policy, expected in self.TABLE:
            with self.subTest(name):
                self.assertEqual(is_stopped(found, policy, BOOTED), expected)

    def test_is_seen_where_it_is_not_known_when_the_host_started(self):
        self.assertTrue(is_stopped(state(code=143), "no", ""))


class TheStartOfTheHost(unittest.TestCase):
    def test_is_a_time_as_the_engine_words_it(self):
        self.assertRegex(booted_at(), r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d$")
