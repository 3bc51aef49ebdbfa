"""Which port of a new container is the app's, of those that listen and answer."""
import os
import tempfile
import unittest

from readiness.entry import Container, Entry, NoEntry, Wanted, find_entry
from readiness.protocol import Answer
from readiness.request import Request

OPEN, LOOPBACK, RESOLVER = "00000000", "0100007F", "0B00007F"


def found(ports, answering, listening=None, hidden=(), sure=True, settled=True, protocol=None):
    """What is found where the ports `answering` answer in HTTP, and all of `listening` accept connections."""
    with tempfile.TemporaryDirectory() as proc:
        os.makedirs(f"{proc}/7/net")
        sockets = [(OPEN, port) for port in (answering if listening is None else listening)]
        sockets.append((RESOLVER, 40001))
        rows = [f"0: {address}:{port:04X} 00000000:0000 0A" for address, port in [*sockets, *((LOOPBACK, one) for one in hidden)]]
        with open(f"{proc}/7/net/tcp", "w", encoding="ascii") as file:
            file.write("\n".join(["heading", *rows]))
        ask = lambda address, port, request, seconds: Answer("http", 200, "") if port in answering else None  # noqa: E731
        wanted = Wanted(ports, protocol, sure, settled)
        return find_entry(Container("app", "172.18.0.2", 7), wanted, Request("shop.example.com", "/"), proc, ask)


class AContainerThatIsStarting(unittest.TestCase):
    def test_is_not_taken_at_a_port_that_only_listens_earlier(self):
        entry = found([5000, 6080], answering=[6080], settled=False)
        self.assertEqual(entry, NoEntry("listens on port 6080, and does not answer on 5000", False, True))

    def test_is_taken_at_its_likeliest_port_at_once(self):
        self.assertEqual(found([5000, 6080], answering=[5000, 6080], settled=False), Entry("http", 5000, 200))

    def test_is_not_taken_at_the_first_of_ports_that_are_alike(self):
        self.assertIsInstance(found([6080, 7000], answering=[6080], settled=False), NoEntry)

    def test_is_taken_at_the_only_port_that_is_expected(self):
        self.assertEqual(found([6080], answering=[6080], settled=False), Entry("http", 6080, 200))

    def test_without_an_expected_port_is_taken_at_a_usual_one_only(self):
        self.assertEqual(found([], answering=[7000, 8000], settled=False), Entry("http", 8000, 200))
        self.assertIsInstance(found([], answering=[7000], settled=False), NoEntry)

    def test_listens_nowhere_as_long_as_only_the_resolver_of_docker_does(self):
        self.assertEqual(found([8000], answering=[], settled=False), NoEntry("does not listen on any port"))

    def test_is_asked_at_its_likely_port_where_its_sockets_cannot_be_seen(self):
        with tempfile.TemporaryDirectory() as proc:
            ask = lambda address, port, request, seconds: Answer("http", 200, "")  # noqa: E731
            wanted = Wanted([8000], None, True, False)
            entry = find_entry(Container("app", "172.18.0.2", 7), wanted, Request("shop.example.com", "/"), proc, ask)
        self.assertEqual(entry, Entry("http", 8000, 200))

    def test_is_not_taken_at_a_port_that_nobody_expects(self):
        self.assertIsInstance(found([8080], answering=[3000], sure=False, settled=False), NoEntry)


class AContainerThatHasSettled(unittest.TestCase):
    def test_is_taken_at_the_likeliest_port_that_answers(self):
        self.assertEqual(found([8000, 3000, 6080], answering=[3000, 6080]), Entry("http", 3000, 200))
        self.assertEqual(found([5000, 6080], answering=[6080]), Entry("http", 6080, 200))

    def test_is_not_taken_at_one_of_several_unusual_ports(self):
        text = "answers on several ports (6080, 7000): name one as app-port"
        self.assertEqual(found([6080, 7000], answering=[6080, 7000]), NoEntry(text, True, True))
        self.assertEqual(found([], answering=[6080, 7000]), NoEntry(text, True, True))


class AnExposedPortAtWhichNothingListens(unittest.TestCase):
    def test_gives_way_to_the_only_port_that_answers(self):
        self.assertEqual(found([8080], answering=[3000], listening=[3000, 5555], sure=False), Entry("http", 3000, 200))

    def test_does_not_give_way_to_one_of_several(self):
        text = "does not listen on port 8080, and answers on several others (3001, 9090): name one as app-port"
        self.assertEqual(found([8080], answering=[3001, 9090], sure=False), NoEntry(text, False, True))

    def test_does_not_give_way_where_the_app_listens_there_inside_its_container_only(self):
        text = "listens on 127.0.0.1:8080 only; let it bind to 0.0.0.0"
        self.assertEqual(found([8080], answering=[9090], hidden=[8080], sure=False), NoEntry(text, False, True))

    def test_stays_the_port_if_it_is_sure(self):
        text = "does not listen on port 8080; it listens on 3000"
        self.assertEqual(found([8080], answering=[3000]), NoEntry(text, False, True))
