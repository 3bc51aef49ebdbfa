"""What is waited for before and after a reload of nginx."""
import os
import tempfile
import unittest

from native import places
from proxy.last_answers import LastAnswers, end_left


class FakeClock:
    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds


class FakeCommands:
    def __init__(self, clock):
        self.said = []
        self._clock = clock

    def run(self, words, limit):
        self.said.append((round(self._clock.seconds), [word for word in words if word not in ("sudo", "-n")]))


class LastAnswersBeforeAReload(unittest.TestCase):
    def entered(self, open_until, old_until=0.0):
        """When the reload came, when all was over, and what was run. Visitors have connections, and the old worker serves, until then."""
        clock = FakeClock()
        commands = FakeCommands(clock)
        reloaded = []

        def workers():
            is_old = not reloaded or clock.seconds < reloaded[0] + old_until
            return frozenset({"old"} if is_old else {"new"})

        with LastAnswers(commands, workers, lambda: int(clock.seconds < open_until), clock):
            reloaded.append(clock.seconds)
        return round(reloaded[0]), round(clock.seconds), commands.said

    def test_are_not_waited_for_where_nobody_visits(self):
        self.assertEqual(self.entered(0, 60), (0, 0, [(0, ["touch", places.RELOADING]), (0, ["rm", "-f", places.RELOADING])]))

    def test_are_given_until_the_last_connection_is_gone(self):
        self.assertEqual(self.entered(7)[:2], (7, 7))

    def test_are_given_for_as_long_as_a_connection_may_be_idle_at_most(self):
        self.assertEqual(self.entered(1000)[0], 21)

    def test_go_on_until_the_old_workers_take_no_more_requests(self):
        reloaded, over, said = self.entered(1000, old_until=3)
        self.assertEqual((reloaded, over), (21, 24))
        self.assertEqual(said[-1], (24, ["rm", "-f", places.RELOADING]))

    def test_end_when_the_old_workers_do_not(self):
        self.assertEqual(self.entered(1000, old_until=1000)[1], 31)

    def test_are_ended_later_where_a_reload_was_killed(self):
        before = places.RELOADING
        with tempfile.NamedTemporaryFile() as file:
            places.RELOADING = file.name
            try:
                clock = FakeClock()
                commands = FakeCommands(clock)
                end_left(commands)
                # It may still be in use.
                self.assertEqual(commands.said, [])
                os.utime(file.name, (1000, 1000))
                end_left(commands)
                self.assertEqual(commands.said, [(0, ["rm", "-f", file.name])])
            finally:
                places.RELOADING = before

    def test_end_when_the_reload_fails(self):
        clock = FakeClock()
        commands = FakeCommands(clock)
        with self.assertRaises(OSError):
            with LastAnswers(commands, lambda: frozenset({"old"}), lambda: 1, clock):
                raise OSError("no")
        self.assertEqual(commands.said[-1][1], ["rm", "-f", places.RELOADING])
