"""Why images could not be built or pulled."""
import unittest

from supervisor.build_failure import reason_of
from supervisor.out_of_memory import Killed, killed_since

KERNEL = """[  100.000001] Out of memory: Killed process 7 (old) total-vm:1kB, anon-rss:1kB, file-rss:0kB
[ 5000.250000] node invoked oom-killer: gfp_mask=0x140cca
[ 5000.500000] Out of memory: Killed process 4242 (node) total-vm:2004512kB, anon-rss:801792kB, file-rss:0kB, shmem-rss:0kB"""


class AFailedBuild(unittest.TestCase):
    TABLE = (
        ("registry-denied", "pull access denied for acme/app, repository does not exist or may require 'docker login'"),
        ("registry-denied", "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": denied"),
        ("registry-denied", "failed to solve: r.example.com/app:1: failed to authorize: failed to fetch oauth token: 403 Forbidden"),
        ("registry-denied", "Error response from daemon: Get \"https://r.example.com/v2/\": no basic auth credentials"),
        ("image-not-found", "Error response from daemon: manifest for nginx:nope not found: manifest unknown: manifest unknown"),
        ("image-not-found", "ERROR: failed to solve: nginx:nope: failed to resolve source metadata for docker.io/library/nginx:nope: not found"),
        ("registry-rate-limit", "toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit"),
        ("image-platform", "no matching manifest for linux/arm64/v8 in the manifest list entries"),
        ("image-platform", "#7 0.2 exec /bin/sh: exec format error"),
        ("registry-unreachable", 'failed to do request: Head "https://r.example.com/v2/app/manifests/1": dial tcp: lookup r.example.com: no such host'),
        ("registry-unreachable", 'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout'),
    )

    def test_has_a_code_by_what_docker_printed(self):
        for code, line in self.TABLE:
            with self.subTest(line):
                found = reason_of(["#1 [internal] load", line, "the end"], now=0)
                self.assertEqual(found and found.code, code)
                self.assertIn(line, found.text)

    def test_of_another_kind_has_none(self):
        lines = ("npm ERR! code E404", "#5 ERROR: process \"/bin/sh -c make\" did not complete successfully: exit code: 2", "go: not found")
        self.assertIsNone(reason_of(list(lines)))

    def test_by_the_rate_limit_of_docker_hub_says_when_that_is_over(self):
        found = reason_of(["toomanyrequests: https://www.docker.com/increase-rate-limit"], now=0)
        self.assertTrue(found.text.endswith("; the limit ends by 1970-01-01 06:00 UTC at the latest"))


class TheLogOfTheKernel(unittest.TestCase):
    def test_names_what_it_killed_since_the_build_began(self):
        self.assertEqual(killed_since(KERNEL, 4000.0), Killed("node", 801792 * 1024))

    def test_is_not_about_this_build_where_that_was_before(self):
        self.assertIsNone(killed_since(KERNEL, 6000.0))
        self.assertIsNone(killed_since("dmesg: read kernel buffer failed: Operation not permitted", 0.0))


if __name__ == "__main__":
    unittest.main()
