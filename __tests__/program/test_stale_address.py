"""What is done about a proxy that may ask a container that is gone."""
import unittest

from proxy.stale_address import Front, StaleAddress


class FakeClock:
    def __init__(self):
        self.at = 0.0

    def now(self):
        return self.at

    def sleep(self, seconds):
        self.at += seconds


class NoDeadline:
    def left(self):
        return 1000.0


class Result:
    def __init__(self, output, is_ok=True):
        self.output = output
        self.is_ok = is_ok


class FakeDocker:
    """A project with a proxy `front`, and an app that started at `app_started`."""

    def __init__(self, is_nginx=True, app_started="2026-01-01T00:00:01Z", on_reload=lambda: None):
        self.is_nginx = is_nginx
        self.app_started = app_started
        self.on_reload = on_reload
        self.reloads = 0

    def running(self, service):
        return "front" if service == "nginx" else None

    def containers(self, *_filters):
        return ["front", "app"]

    def output(self, *_words):
        return f"front 2026-01-01T00:00:05Z\napp {self.app_started}"

    def run(self, *words):
        return Result("1 nginx: worker process" if self.is_nginx else "1 haproxy")

    def show(self, *words, limit_seconds):
        self.reloads += 1
        self.on_reload()
        return 0


class AProxyOfTheStack(unittest.TestCase):
    def forget(self, docker, statuses, service="nginx"):
        """`statuses` are what the proxy answers, one after the other; the last one from then on."""
        self.log = []
        self.restarts = 0
        self.answers = list(statuses)

        def ask():
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

        def restart():
            self.restarts += 1
            self.answers = [200]
            return True

        StaleAddress(docker, self.log.append, FakeClock(), NoDeadline()).forget(Front(service, ask, restart))

    def test_that_reaches_its_services_is_left_alone(self):
        docker = FakeDocker()
        for status in (200, 301, 404, 500, None):
            self.forget(docker, [status])
            self.assertEqual((docker.reloads, self.log), (0, []))

    def test_resolves_names_again_when_a_service_was_started_after_it(self):
        docker = FakeDocker(app_started="2026-01-01T00:00:09Z")
        self.forget(docker, [200])
        self.assertEqual(docker.reloads, 1)

    def test_that_still_answers_with_an_error_is_reloaded(self):
        def heal():
            self.answers = [200]

        docker = FakeDocker(on_reload=heal)
        self.forget(docker, [502])
        self.assertEqual(docker.reloads, 1)
        self.assertEqual(len(self.log), 1)

    def test_waits_for_a_service_that_is_on_its_way(self):
        docker = FakeDocker()
        self.forget(docker, [502, 502, 200])
        self.assertEqual((docker.reloads, self.log), (0, []))

    def test_that_is_no_nginx_is_restarted(self):
        docker = FakeDocker(is_nginx=False, app_started="2026-01-01T00:00:09Z")
        self.forget(docker, [503])
        self.assertEqual((docker.reloads, self.restarts), (0, 1))

    def test_that_never_reaches_its_service_is_told_of(self):
        self.forget(FakeDocker(), [504])
        self.assertIn("still does not reach", self.log[-1])

    def test_that_does_not_run_is_for_the_check_of_health(self):
        self.forget(FakeDocker(), [502], service="other")
        self.assertEqual(self.log, [])


if __name__ == "__main__":
    unittest.main()
