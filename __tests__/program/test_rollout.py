"""The decisions of a rollout that are made of facts alone."""
import unittest

from rollout.app_containers import fallen, of_app, parse_containers, wanted_replicas
from rollout.drain import drain
from engine.sockets import ESTABLISHED, LISTEN, count_sockets, parse_sockets


def containers(*lines):
    """Lines of `id|state|release|replicas|service`."""
    return of_app(parse_containers(list(lines)), "app")


class TheContainersOfTheApp(unittest.TestCase):
    def test_are_those_of_its_service_and_those_that_carry_a_release(self):
        found = containers("a|running|r1|2|app", "b|running|||app", "c|running|r1|1|web", "d|running|||db", "e|running|r1|1")
        self.assertEqual([(one.id, one.declared) for one in found], [("a", 2), ("b", 1), ("c", 1), ("e", 1)])


class TheNumberOfReplicas(unittest.TestCase):
    def test_is_what_the_new_release_declares(self):
        self.assertEqual(wanted_replicas([], 3), 3)
        self.assertEqual(wanted_replicas(containers("a|running|r1|1|app"), 3), 3)
        self.assertEqual(wanted_replicas(containers("a|running|||app"), 2), 2)

    def test_is_what_a_person_has_scaled_to(self):
        self.assertEqual(wanted_replicas(containers("a|running|r1|1|app", "b|running|r1|1|app"), 1), 2)
        self.assertEqual(wanted_replicas(containers("a|running|r1|3|app"), 3), 1)

    def test_is_that_of_the_release_with_the_most_containers(self):
        lines = ("a|running|r1|1|app", "b|running|r2|2|app", "c|running|r2|2|app")
        self.assertEqual(wanted_replicas(containers(*lines), 5), 5)


class FallenContainers(unittest.TestCase):
    def fallen(self, *lines):
        return fallen(containers(*lines), "r2")

    def test_of_other_releases_are_in_the_way_where_this_one_runs(self):
        self.assertEqual(self.fallen("new|running|r2|1|app", "old|exited|r1|1|app", "odd|created|r1|1|app"), ["old", "odd"])
        self.assertEqual(self.fallen("new|exited|r2|1|app", "old|exited|r1|1|app"), [])

    def test_of_this_release_are_in_the_way_while_another_one_serves(self):
        self.assertEqual(self.fallen("new|exited|r2|1|app", "dead|dead|r2|1|app", "old|running|r1|1|app"), ["new", "dead"])

    def test_of_this_release_with_no_other_to_serve_were_stopped_by_hand_and_stay(self):
        self.assertEqual(self.fallen("new|exited|r2|1|app"), [])

    def test_are_not_those_that_start_again(self):
        self.assertEqual(self.fallen("new|restarting|r2|1|app", "old|running|r1|1|app"), [])


class Sockets(unittest.TestCase):
    TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:2328 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
   1: 050011AC:2328 020011AC:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 2 1
   2: 0100007F:2328 0100007F:D2F1 01 00000000:00000000 00:00000000 00000000     0        0 3 1
   3: 050011AC:2328 020011AC:D2F2 08 00000000:00000000 00:00000000 00000000     0        0 4 1
   4: 050011AC:D2F0 030011AC:2328 01 00000000:00000000 00:00000000 00000000     0        0 5 1
   5: 0000000000000000FFFF0000050011AC:2328 0000000000000000FFFF0000020011AC:D2F3 01 0:0 00:0 0 0 0 6 1
   6: 0B00007F:9C41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8 1
   7: 0000000000000000FFFF00000100007F:2328 0000000000000000FFFF00000100007F:D2F4 01 0:0 00:0 0 0 0 7 1
"""

    def test_are_counted_at_a_port_and_in_a_state_but_for_those_of_the_container_with_itself(self):
        self.assertEqual(count_sockets(self.TABLE, 9000, ESTABLISHED), 2)
        self.assertEqual(count_sockets(self.TABLE, 9000, LISTEN), 1)
        self.assertEqual(count_sockets(self.TABLE, 8000, LISTEN), 0)

    def test_of_the_resolver_of_docker_are_none_of_the_container(self):
        self.assertEqual({socket.port for socket in parse_sockets(self.TABLE) if socket.state == LISTEN}, {9000})

    def test_at_any_address_of_the_loopback_network_are_only_reached_from_inside(self):
        table = "".join(f"{at}:2328 00000000:0000 0A\n" for at in ("0: 0200007F", "0: 0000000000000000FFFF00000200007F", "0: 050011AC"))
        self.assertEqual([socket.is_loopback for socket in parse_sockets(table)], [True, True, False])


class FakeClock:
    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds = round(self.seconds + seconds, 6)


class TheDrain(unittest.TestCase):
    def drained(self, counts, last, longest=None):
        """Seconds that it took for these numbers of open connections, and how many were left."""
        clock = FakeClock()
        numbers = iter(counts)
        left = drain(lambda: next(numbers, last), clock, longest)
        return round(clock.seconds, 1), left

    def test_is_over_when_no_connection_is_open_twice(self):
        self.assertEqual(self.drained([3, 1, 0], 0), (0.3, 0))

    def test_waits_ten_seconds_for_who_keeps_a_connection_for_ever(self):
        self.assertEqual(self.drained([4, 2], 2), (10.1, 2))

    def test_is_over_after_a_minute_where_connections_end_one_by_one(self):
        seconds, left = self.drained(range(1500, 0, -1), 0)
        self.assertGreaterEqual(seconds, 60)
        self.assertLess(seconds, 61)
        self.assertGreater(left, 500)

    def test_takes_what_a_person_has_set_even_if_no_connection_ends(self):
        self.assertEqual(self.drained([4, 2], 2, 120), (120.0, 2))
        self.assertEqual(self.drained([4], 4, 0), (0.0, 4))
        self.assertEqual(self.drained([3, 0], 0, 120), (0.2, 0))
