"""The texts of systemd units, and what is read of systemd, without a host."""
import unittest

from engine.sockets import count_unix
from job.native import Native, Worker
from native.fault import fault_of
from native.layout import Layout
from native.systemd import UnitState, parse_states
from native.units import environment, properties, quoted, unit_texts

LAYOUT = Layout("/srv/shop", "shop", "ehd-shop")
NATIVE = Native(
    name="ehd-shop",
    folder="web",
    start="uwsgi --master",
    workers=[Worker("queue", "celery worker")],
    venv="0123456789abcdef",
    requirements=["requirements.txt"],
    packages=[],
    python="python3",
    system_packages=[],
    static_command="",
    environment={"UWSGI_PROCESSES": "2"},
    memory_max_bytes=268435456,
)


class TheUnitsOfASite(unittest.TestCase):
    def texts(self, **changes):
        return unit_texts(LAYOUT, NATIVE._replace(**changes), "www-data")

    def test_are_a_socket_a_web_process_and_one_for_each_worker(self):
        self.assertEqual(sorted(self.texts()), ["ehd-shop.queue@.service", "ehd-shop@.service", "ehd-shop@.socket"])

    def test_let_nginx_and_nobody_else_connect(self):
        lines = self.texts()["ehd-shop@.socket"].splitlines()
        for line in ("ListenStream=/run/ehd/shop/%i.sock", "SocketUser=root", "SocketGroup=www-data", "SocketMode=0660", "RemoveOnStop=yes"):
            self.assertIn(line, lines)

    def test_run_the_scripts_of_their_instance_in_its_folder_with_its_env(self):
        web, worker = self.texts()["ehd-shop@.service"], self.texts()["ehd-shop.queue@.service"]
        self.assertIn('ExecStart="/srv/shop/records/%i/start/web"\n', web)
        self.assertIn('ExecStart="/srv/shop/records/%i/start/queue"\n', worker)
        for text in (web, worker):
            self.assertIn("WorkingDirectory=/srv/shop/releases/%i/web\n", text)
            self.assertIn("EnvironmentFile=/srv/shop/records/%i/env\n", text)
            self.assertIn('Environment="PATH=/srv/shop/records/%i/venv/bin:/usr/local/sbin:', text)
            self.assertIn('Environment="UWSGI_PROCESSES=2"\n', text)
            self.assertIn('Environment="RELEASE=%i"\n', text)

    def test_never_name_a_release_nor_a_command(self):
        for text in self.texts().values():
            self.assertNotIn("uwsgi --master", text)
            self.assertNotIn("celery worker", text)

    def test_do_not_stop_the_web_process_with_its_socket(self):
        web = self.texts()["ehd-shop@.service"]
        self.assertIn("Wants=ehd-shop@%i.socket\n", web)
        self.assertNotIn("Requires=", web)
        self.assertNotIn(".socket", self.texts()["ehd-shop.queue@.service"])

    def test_start_again_however_often_they_fall_over(self):
        for name, text in self.texts().items():
            self.assertIn("TriggerLimitIntervalSec=0" if name.endswith(".socket") else "StartLimitIntervalSec=0", text)

    def test_limit_memory_only_where_that_is_wanted(self):
        self.assertIn("MemoryMax=268435456\n", self.texts()["ehd-shop@.service"])
        self.assertNotIn("MemoryMax", self.texts(memory_max_bytes=None)["ehd-shop@.service"])

    def test_carry_values_with_quotes_percent_signs_and_line_ends(self):
        text = self.texts(environment={"A": '50% "of" \\ it\nall'})["ehd-shop@.service"]
        self.assertIn('Environment="A=50%% \\"of\\" \\\\ it\\nall"\n', text)

    def test_hide_the_code_of_other_sites_below_srv(self):
        self.assertIn("TemporaryFileSystem=/srv:ro", properties(LAYOUT, NATIVE, "r1"))
        elsewhere = Layout("/opt/shop", "shop", "ehd-shop")
        self.assertFalse([one for one in properties(elsewhere, NATIVE, "r1") if one.startswith(("TemporaryFileSystem", "BindReadOnly"))])

    def test_give_a_one_off_command_the_same_rights_as_the_app(self):
        once = set(properties(LAYOUT, NATIVE, "%i"))
        self.assertFalse(once - set(self.texts()["ehd-shop@.service"].splitlines()))
        self.assertIn("NoNewPrivileges=yes", once)
        self.assertIn("User=ehd-shop", once)

    def test_name_no_virtual_environment_where_there_is_none(self):
        self.assertIn("VIRTUAL_ENV", environment(LAYOUT, NATIVE, "r1"))
        self.assertNotIn("VIRTUAL_ENV", environment(LAYOUT, NATIVE._replace(venv=""), "r1"))


class AWordOfAUnit(unittest.TestCase):
    def test_is_one_word_whatever_is_in_it(self):
        self.assertEqual(quoted('a "b" \\c'), '"a \\"b\\" \\\\c"')


SHOWN = """\
Id=ehd-shop@r1.socket
ActiveState=active
SubState=running
Result=success
InvocationID=aa
NeedDaemonReload=no

Id=ehd-shop@r1.service
NRestarts=2
Result=exit-code
ExecMainCode=1
ExecMainStatus=3
ActiveState=activating
SubState=auto-restart
InvocationID=bb
NeedDaemonReload=yes
"""


class TheStatesOfUnits(unittest.TestCase):
    def test_are_read_of_several_units_at_once(self):
        states = parse_states(SHOWN)
        self.assertEqual(states["ehd-shop@r1.socket"], UnitState("active", "running", 0, "aa"))
        self.assertEqual(states["ehd-shop@r1.service"], UnitState("activating", "auto-restart", 2, "bb", "exit-code", 3, True))

    def test_have_no_exit_code_where_a_signal_ended_the_process(self):
        killed = parse_states("Id=a.service\nExecMainCode=2\nExecMainStatus=9\nActiveState=failed\n")["a.service"]
        self.assertIsNone(killed.exit_code)


class TheFaultOfAProcess(unittest.TestCase):
    def text(self, before=0, **state):
        found = fault_of("web", UnitState(**state), before, memory_max=268435456)
        return None if found is None else (found.kind, found.text)

    def test_is_none_while_it_runs_or_starts(self):
        self.assertIsNone(self.text(active="active", sub="running"))
        self.assertIsNone(self.text(active="inactive", sub="dead"))
        self.assertIsNone(self.text(active="activating", sub="start"))
        self.assertIsNone(self.text(before=4, active="active", sub="running", restarts=4))

    def test_is_its_exit_code_when_it_has_ended(self):
        self.assertEqual(self.text(active="failed", exit_code=1), ("exited", "ended with exit code 1"))
        self.assertEqual(self.text(active="activating", sub="auto-restart", exit_code=1), ("exited", "ended with exit code 1"))
        self.assertIn("its command was not found", self.text(active="failed", exit_code=127)[1])

    def test_is_that_it_was_restarted(self):
        found = self.text(active="active", sub="running", restarts=1, exit_code=3)
        self.assertEqual(found, ("restart-loop", "was restarted once, its last exit code is 3"))

    def test_is_its_memory_when_the_kernel_took_it(self):
        kind, text = self.text(active="failed", result="oom-kill", exit_code=None)
        self.assertEqual((kind, text), ("out-of-memory", "was killed because it needed more memory than its limit of 256 MiB"))


TABLE = """\
Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 100 /run/ehd/shop/r1.sock
0000000000000000: 00000003 00000000 00000000 0001 03 101 /run/ehd/shop/r1.sock
0000000000000000: 00000002 00000000 00000000 0001 02   0 /run/ehd/shop/r1.sock
0000000000000000: 00000003 00000000 00000000 0001 03 102
0000000000000000: 00000003 00000000 00000000 0001 03 103 /run/ehd/shop/r2.sock
"""


class ConnectionsToAUnixSocket(unittest.TestCase):
    def test_are_those_that_were_accepted_and_those_that_wait(self):
        self.assertEqual(count_unix(TABLE, "/run/ehd/shop/r1.sock"), 2)
        self.assertEqual(count_unix(TABLE, "/run/ehd/shop/r3.sock"), 0)


if __name__ == "__main__":
    unittest.main()
