"""The wait for the app to answer, with a clock of its own."""
import unittest
from types import SimpleNamespace

from engine.docker import Place
from job.document import App
from readiness.entry import Entry, NoEntry
from rollout.entry_wait import EntryWait, NoAnswer

LATE = NoEntry("listens on port 6080", is_listening=True)
NOTHING = NoEntry("does not listen on any port")


class FakeClock:
    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds


class FakeDocker:
    def place(self, container):
        return Place("172.18.0.2", 7)


class TheWaitForAnAnswer(unittest.TestCase):
    def setUp(self):
        self.clock = FakeClock()
        self.log = []
        report = SimpleNamespace(waiting_for=lambda what: None, log=self.log.append)
        self.host = SimpleNamespace(clock=self.clock, docker=FakeDocker(), report=report)

    def until_found(self, find, seconds=60.0, ports=(5000, 6080)):
        wait = EntryWait(self.host, "shop.example.com", False, 15.0, lambda container, wanted, request: find(wanted))
        wait._running = lambda release, app: [SimpleNamespace(id="c1", service="app", health="")]
        return wait.until_found("r1", App("app", list(ports), True, None, "/", 1, False), seconds)

    def test_gives_the_likeliest_port_the_time_to_listen(self):
        def find(wanted):
            if self.clock.now() >= 9:
                return Entry("http", 5000, 200)
            return Entry("http", 6080, 200) if wanted.is_settled else LATE

        self.assertEqual(self.until_found(find).port, 5000)
        self.assertEqual(self.log, [])

    def test_takes_another_port_fifteen_seconds_after_the_first_listens_and_logs_it(self):
        def find(wanted):
            if self.clock.now() < 20:
                return NOTHING
            return Entry("http", 6080, 200) if wanted.is_settled else LATE

        self.assertEqual(self.until_found(find).port, 6080)
        self.assertTrue(35 <= self.clock.now() < 38, self.clock.now())
        text = "app does not answer on port 5000 but on 6080, which is used. Name it as app-port to skip the wait"
        self.assertEqual(self.log, [text])

    def test_takes_another_port_before_its_own_time_is_over(self):
        self.assertEqual(self.until_found(lambda wanted: Entry("http", 6080, 200) if wanted.is_settled else LATE, 8.0).port, 6080)
        self.assertLess(self.clock.now(), 8)

    def test_ends_with_what_was_found_last(self):
        with self.assertRaisesRegex(NoAnswer, "does not listen on any port after 30 s"):
            self.until_found(lambda wanted: NOTHING, 30.0)
