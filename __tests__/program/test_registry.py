"""What a registry says of a tag, and how the engine would reach it."""
import json
import unittest

from observe.images import read_held
from observe.logins import Login, Logins
from observe.registry import Engine, read_answer
from observe.registry_http import Answer

DIGEST = "sha256:" + "a" * 64
NOW = 1_800_000_000.0


class AnAnswer(unittest.TestCase):
    TABLE = (
        ("the digest of the tag", Answer(200, {"docker-content-digest": DIGEST}), (DIGEST, None, None)),
        ("no digest", Answer(200, {}), (None, "unreachable", None)),
        ("a digest of another form", Answer(200, {"docker-content-digest": "md5:1"}), (None, "unreachable", None)),
        ("no such tag", Answer(404, {}), (None, "not-found", None)),
        ("a login that is missing", Answer(401, {}), (None, "denied", None)),
        ("a login without rights", Answer(403, {}), (None, "denied", None)),
        ("a limit for seconds", Answer(429, {"retry-after": "60"}), (None, "rate-limit", int(NOW) + 60)),
        ("a limit until a moment", Answer(429, {"retry-after": "1800000300"}), (None, "rate-limit", 1_800_000_300)),
        ("a limit until a date", Answer(429, {"retry-after": "Fri, 15 Jan 2027 08:05:00 GMT"}), (None, "rate-limit", 1_800_000_300)),
        ("a limit with a window", Answer(429, {"ratelimit-limit": "100;w=21600"}), (None, "rate-limit", int(NOW) + 21600)),
        ("a limit without an end", Answer(429, {}), (None, "rate-limit", None)),
        ("a registry that is down", Answer(503, {}), (None, "unreachable", None)),
        ("no answer", Answer(0, {}, why="timed out"), (None, "unreachable", None)),
    )

    def test_has_one_meaning(self):
        for what, answer, expected in self.TABLE:
            with self.subTest(what):
                said = read_answer(answer, NOW)
                self.assertEqual((said.found, said.problem, said.until), expected)

    def test_is_quoted_in_one_line(self):
        body = json.dumps({"errors": [{"code": "DENIED", "message": "no\nrights"}]}).encode()
        self.assertEqual(read_answer(Answer(403, {}, body), NOW).why, "it answered 403 (no rights)")
        self.assertEqual(read_answer(Answer(0, {}, why="timed out"), NOW).why, "timed out")


class TheEngine(unittest.TestCase):
    def test_has_mirrors_for_docker_hub_alone(self):
        engine = Engine('{"registry": {"Mirrors": ["https://mirror.example.com/"]}}')
        self.assertEqual(engine.bases("docker.io"), ["https://mirror.example.com", "https://registry-1.docker.io"])
        self.assertEqual(engine.bases("ghcr.io"), ["https://ghcr.io"])

    def test_speaks_unencrypted_only_to_registries_that_it_was_told_to(self):
        config = {"IndexConfigs": {"old.example.com": {"Secure": False}}, "InsecureRegistryCIDRs": ["127.0.0.0/8", "10.0.0.0/8"]}
        engine = Engine(json.dumps({"registry": config}))
        for registry, expected in (
            ("old.example.com", True),
            ("127.0.0.1:5000", True),
            ("10.1.2.3", True),
            ("localhost:5000", True),
            ("r.example.com", False),
            ("192.168.0.1", False),
        ):
            with self.subTest(registry):
                self.assertEqual(engine.is_insecure(registry), expected)

    def test_without_docker_has_the_defaults(self):
        self.assertEqual(Engine("").bases("docker.io"), ["https://registry-1.docker.io"])
        self.assertTrue(Engine("nonsense").is_insecure("127.0.0.1"))

    def test_asks_through_its_proxy_except_where_it_is_told_not_to(self):
        engine = Engine('{"registry": null, "https_proxy": "http://proxy:3128", "no_proxy": "localhost,.internal.example.com"}')
        self.assertEqual(engine.proxies("ghcr.io"), {"https": "http://proxy:3128"})
        self.assertEqual(engine.proxies("r.internal.example.com:5000"), {})


class ALogin(unittest.TestCase):
    CONFIG = {"auths": {"https://index.docker.io/v1/": {"auth": "bWU6aHVi"}, "r.example.com": {"auth": "!"}}}

    def test_that_was_sent_goes_before_one_of_the_host(self):
        logins = Logins({"docker.io": Login("run", "sent")}, self.CONFIG)
        self.assertEqual(logins.of("docker.io"), Login("run", "sent"))

    def test_is_read_from_the_configuration_of_docker(self):
        self.assertEqual(Logins({}, self.CONFIG).of("docker.io"), Login("me", "hub"))
        self.assertIsNone(Logins({}, self.CONFIG).of("r.example.com"))
        self.assertIsNone(Logins({}, {"auths": None, "credsStore": "no-such-helper"}).of("ghcr.io"))


class AnImageOnTheHost(unittest.TestCase):
    def test_has_digests_and_a_time(self):
        found = read_held(f'["nginx@{DIGEST}"] "2026-11-26T10:00:00.5+01:00"')
        self.assertEqual(found, ([DIGEST], 1795683600))

    def test_may_have_neither(self):
        self.assertEqual(read_held('[] "0001-01-01T00:00:00Z"'), ([], None))
        self.assertEqual(read_held(""), ([], None))


if __name__ == "__main__":
    unittest.main()
