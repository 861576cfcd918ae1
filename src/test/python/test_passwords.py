"""Passwords, the file that keeps their hashes, and the command that hands them out."""

from __future__ import annotations

import grp
import os
import stat
import subprocess
import sys
import tempfile
import unittest

from hubwarden_jupyterhub import passwords

COMMAND = os.path.join(os.path.dirname(passwords.__file__), "..", "passwords")
GROUP = grp.getgrgid(os.getegid()).gr_name


class PasswordsTest(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, "passwords")

    def run_it(self, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
        line = [sys.executable, COMMAND, "--file", self.path, "--group", GROUP, *words]
        return subprocess.run(line, input=text, capture_output=True, text=True, check=False)

    def test_only_the_right_one_is_right(self) -> None:
        kept = passwords.hashed("long enough: ü", b"salt", 10)
        self.assertTrue(passwords.is_right("long enough: ü", kept))
        for wrong in ("", "long enough: u", "long enough: ü "):
            self.assertFalse(passwords.is_right(wrong, kept))
        self.assertNotIn("enough", kept)

    def test_a_broken_hash_is_nobodys(self) -> None:
        good = passwords.hashed("x", b"salt", 10)
        for bad in (
            "",
            "x",
            "!",
            good[:-8],
            good.replace("scrypt", "plain"),
            good.replace("=10", "=x"),
            good + "$",
            "$scrypt$ln=99$$",
        ):
            self.assertFalse(passwords.is_right("x", bad), bad)

    def test_who_is_given_one_gets_in(self) -> None:
        made = self.run_it("set", "alice", "b@c.d")
        self.assertEqual(0, made.returncode, made.stderr)
        given = dict(line.split(" ") for line in made.stdout.splitlines())
        self.assertEqual({"alice", "b@c.d"}, set(given))
        self.assertTrue(passwords.check("alice", given["alice"], self.path))
        self.assertFalse(passwords.check("alice", given["b@c.d"], self.path))
        self.assertFalse(passwords.check("eve", given["alice"], self.path))
        with open(self.path, encoding="utf-8") as file:
            self.assertNotIn(given["alice"], file.read())
        self.assertEqual(0o640, stat.S_IMODE(os.stat(self.path).st_mode))

        self.assertEqual(
            "", self.run_it("set", "--stdin", "alice", text="chosen by hand\n").stdout
        )
        self.assertTrue(passwords.check("alice", "chosen by hand", self.path))
        self.assertEqual("alice\nb@c.d\n", self.run_it("list").stdout)
        self.assertEqual(0, self.run_it("remove", "alice").returncode)
        self.assertFalse(passwords.check("alice", "chosen by hand", self.path))
        self.assertTrue(passwords.check("b@c.d", given["b@c.d"], self.path))

    def test_what_is_no_name_is_refused(self) -> None:
        for bad in ("a:b", "a\nb", "", " a", "#a"):
            self.assertEqual(2, self.run_it("set", bad).returncode, bad)
        self.assertEqual(2, self.run_it("set", "--stdin", "a", "b").returncode)
        self.assertEqual(2, self.run_it("set", "--stdin", "a", text="\n").returncode)
        self.assertFalse(os.path.exists(self.path))

    def test_a_file_that_others_read_or_write_is_refused(self) -> None:
        self.run_it("set", "alice")
        for mode in (0o644, 0o660, 0o642):
            os.chmod(self.path, mode)
            with self.assertRaisesRegex(passwords.Unusable, "chmod 640"):
                passwords.check("alice", "x", self.path)
            self.assertEqual(1, self.run_it("list").returncode)

    def test_without_a_file_nobody_has_one(self) -> None:
        self.assertFalse(passwords.check("alice", "", self.path))


if __name__ == "__main__":
    unittest.main()
