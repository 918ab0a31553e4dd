import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from repairbench import processes

from . import two_bugs

RUN = Path(__file__).resolve().parents[1] / "run"


def heed_interrupts():
    """Whoever runs these tests in the background has a shell that makes its children deaf to them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class ProcessSpecs(unittest.TestCase):
    def test_a_command_that_is_cut_off_talks_to_itself(self):
        talk = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname(), 5); print('heard')"
        self.assertEqual("heard", processes.run([sys.executable, "-c", talk], "/", 60).out.strip())

    @unittest.skipUnless(processes.offline(), "only an administrator may cut off")
    def test_a_command_that_is_not_there_is_named(self):
        ran = processes.run(["no-such-command-anywhere"], "/", 60)
        self.assertEqual(127, ran.code)
        self.assertIn("no-such-command-anywhere", ran.err)


class RunSpecs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = Path(folder.name)
        self.bugs, self.out, self.temporary = self.place / "bugs", self.place / "out.jsonl", self.place / "tmp"
        self.temporary.mkdir()
        two_bugs.lay_out(self.bugs)

    def run_bench(self, *words):
        ran = subprocess.run([str(RUN), str(self.bugs), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, TMPDIR=str(self.temporary)))
        self.assertEqual([], os.listdir(str(self.temporary)), "copies are left behind")
        return ran

    def results(self):
        return {r["bug"]: r for r in map(json.loads, self.out.read_text().splitlines())}

    def test_a_right_patch_and_a_bug_without_one_are_told_apart(self):
        ouro = two_bugs.fake_ouro(self.place / "ouro", two_bugs.RIGHT)
        ran = self.run_bench("--ouro", str(ouro), "--out", str(self.out))
        self.assertEqual(0, ran.returncode, ran.stderr)
        least, never = self.results()["least"], self.results()["never"]
        self.assertEqual((True, True, True, 1), tuple(least[k] for k in ("plausible", "correct_first", "correct_in_set", "correct_rank")))
        self.assertEqual((80.0, 0.25), (least["per_second"], least["first_plausible"]))
        self.assertGreater(least["peak_mb"], 0)
        self.assertEqual((False, False, False, None), tuple(never[k] for k in ("plausible", "correct_first", "correct_in_set", "correct_rank")))
        self.assertIn(b"2 bugs: plausible 1 (50 %), correct first 1 (50 %)", ran.stdout)

    def test_a_right_rival_counts_for_the_set_and_says_its_rank(self):
        ouro = two_bugs.fake_ouro(self.place / "ouro", two_bugs.WRONG, [two_bugs.USELESS, two_bugs.RIGHT])
        self.run_bench("--ouro", str(ouro), "--out", str(self.out), "--only", "least")
        least = self.results()["least"]
        self.assertEqual((True, False, True, 3), tuple(least[k] for k in ("plausible", "correct_first", "correct_in_set", "correct_rank")))

    def test_a_patch_that_leaves_the_suite_red_is_not_plausible_whatever_ouro_says(self):
        ouro = two_bugs.fake_ouro(self.place / "ouro", two_bugs.USELESS)
        self.run_bench("--ouro", str(ouro), "--out", str(self.out), "--only", "least")
        self.assertFalse(self.results()["least"]["plausible"])
        self.assertIn("suite is red", self.results()["least"]["trouble"])

    def test_what_stands_in_the_file_is_not_run_again_unless_the_bug_changed(self):
        counter = self.place / "count"
        ouro = two_bugs.fake_ouro(self.place / "ouro", two_bugs.RIGHT, counter=counter)
        for _ in range(2):
            self.run_bench("--ouro", str(ouro), "--out", str(self.out))
        self.assertEqual(2, len(counter.read_text().splitlines()))
        with open(str(self.out), "a") as torn:
            torn.write('{"bug": "least", "plaus')
        two_bugs.write(self.bugs / "least" / "repo" / "README", "changed\n")
        self.run_bench("--ouro", str(ouro), "--out", str(self.out))
        self.assertEqual(3, len(counter.read_text().splitlines()))
        self.assertTrue(json.loads(self.out.read_text().splitlines()[-1])["correct_first"])

    def test_an_interrupt_ends_what_runs_and_leaves_nothing(self):
        pid = self.place / "pid"
        two_bugs.write(self.place / "ouro", f"#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho $$ > {pid}\nexec sleep 600\n")
        os.chmod(str(self.place / "ouro"), 0o755)
        bench = subprocess.Popen([str(RUN), str(self.bugs), "--ouro", str(self.place / "ouro")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 env=dict(os.environ, TMPDIR=str(self.temporary)), preexec_fn=heed_interrupts)
        deadline = time.monotonic() + 20
        while not (pid.exists() and pid.read_text().strip()) and time.monotonic() < deadline:
            time.sleep(0.02)
        bench.send_signal(signal.SIGINT)
        self.assertEqual(130, bench.wait(timeout=20))
        self.assertEqual([], os.listdir(str(self.temporary)))
        self.assertFalse(os.path.exists("/proc/" + pid.read_text().strip()))

    def test_a_bug_without_a_checker_is_refused_and_not_left_out(self):
        os.remove(str(self.bugs / "least" / "hidden" / "check.py"))
        ran = self.run_bench("--ouro", "/bin/true")
        self.assertEqual(64, ran.returncode)
        self.assertIn(b"has no checker", ran.stderr)

    def test_proving_finds_the_bug_that_is_none(self):
        self.assertEqual(0, self.run_bench("--prove").returncode)
        two_bugs.write(self.bugs / "least" / "repo" / "pick.py", "least = min\n")
        ran = self.run_bench("--prove")
        self.assertEqual(1, ran.returncode)
        self.assertIn(b"least: the checker accepts", ran.stdout)
