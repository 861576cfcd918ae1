"""Passwords for a hub that has no other login: an administrator hands them out, and they are no
Unix passwords.

The accounts of the machine have none, so JupyterHub's own authenticator, PAM, lets nobody in. Most
hubs use their organisation's login, with OAuthenticator, LTI or SAML. Where there is none, this
one needs nothing but Python. Only hashes are kept, in a file that root alone writes and the hub
alone reads.
"""

from __future__ import annotations

import argparse
import base64
import functools
import grp
import hashlib
import hmac
import os
import secrets
import stat
import sys
import tempfile

FILE = "/etc/jupyterhub/passwords"

READER = "jupyterhub"

WORK = 14
"""Binary logarithm of scrypt's cost: some 50 ms and 16 MB for each try."""

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""No sign that is taken for another when it is read aloud or from paper."""


class Unusable(Exception):
    """The file of passwords is not as it must be. Its text is a sentence for administrators."""


def fresh() -> str:
    """A password of 80 bits that can be read from paper."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def hashed(password: str, salt: bytes, work: int = WORK) -> str:
    """A password as it is kept."""
    return f"$scrypt$ln={work}${_text(salt)}${_text(_scrypt(password, salt, work))}"


def is_right(password: str, kept: str) -> bool:
    """Whether it is the password of this hash. Takes as long for a right one as for others."""
    try:
        empty, scheme, work, salt, digest = kept.split("$")
        if (empty, scheme) != ("", "scrypt"):
            return False
        tried = _scrypt(password, base64.b64decode(salt), int(work.removeprefix("ln=")))
        return hmac.compare_digest(tried, base64.b64decode(digest))
    except (ValueError, OverflowError):
        return False


@functools.lru_cache
def _nobodys() -> str:
    """For those who have none, so that it shows by no delay who has one."""
    return hashed(secrets.token_hex(), b"nobody's")


def check(name: str, password: str, path: str = FILE) -> bool:
    """Whether it is this user's password. Takes a while: not for the hub's own thread."""
    kept = read(path).get(name)
    right = is_right(password, kept or _nobodys())
    return right and kept is not None


def read(path: str = FILE) -> dict[str, str]:
    """From name to hash. Nobody's where there is no file."""
    try:
        with open(path, encoding="utf-8") as file:
            seen = os.fstat(file.fileno())
            if seen.st_uid not in (0, os.geteuid()) or seen.st_mode & (
                stat.S_IWGRP | stat.S_IRWXO
            ):
                raise Unusable(
                    f"{path} must be root's, and neither written by its group nor read by others:"
                    " chmod 640 it"
                )
            lines = [line.strip() for line in file]
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise Unusable(f"{path} cannot be read: {fault.strerror}") from fault
    return dict(line.split(":", 1) for line in lines if ":" in line and not line.startswith("#"))


def write(passwords: dict[str, str], path: str = FILE, group: int = -1) -> None:
    """Replaces the file in one step."""
    text = "# Written by hubwarden's passwords; hashes, one user a line.\n" + "".join(
        f"{name}:{kept}\n" for name, kept in sorted(passwords.items())
    )
    handle, draft = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".passwords-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            os.fchown(file.fileno(), -1, group)
            os.fchmod(file.fileno(), 0o640)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _scrypt(password: str, salt: bytes, work: int) -> bytes:
    memory = 128 * 8 * (1 << work) * 2
    return hashlib.scrypt(
        password.encode(), salt=salt, n=1 << work, r=8, p=1, maxmem=memory, dklen=32
    )


def _text(some: bytes) -> str:
    return base64.b64encode(some).decode("ascii")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="passwords",
        description="Passwords for the hub. They open the hub and nothing else on this machine.",
    )
    parser.add_argument("--file", default=FILE, help=f"where hashes are kept ({FILE})")
    parser.add_argument(
        "--group", default=READER, help=f"the group that the hub reads the file by ({READER})"
    )
    orders = parser.add_subparsers(dest="order", required=True, metavar="set|remove|list")
    for order, meaning in (
        (
            "set",
            (
                "make a password for each, or take it from standard input for one, and print those"
                " that were made"
            ),
        ),
        ("remove", "take the password of each away"),
        ("list", "print who has one"),
    ):
        parts = orders.add_parser(order, help=meaning, description=meaning)
        if order == "set":
            parts.add_argument(
                "--stdin", action="store_true", help="read it from standard input; for one user"
            )
        if order != "list":
            parts.add_argument("name", nargs="+", help="a hub name")
    return parser


def main() -> int:
    """The command."""
    asked = _arguments().parse_args()
    try:
        return _obey(asked)
    except (Unusable, OSError, KeyError) as fault:
        print(f"passwords: {fault}", file=sys.stderr)
        return 1


def _obey(asked: argparse.Namespace) -> int:
    passwords = read(asked.file)
    if asked.order == "list":
        print("".join(f"{name}\n" for name in sorted(passwords)), end="")
        return 0
    faulty = [
        name
        for name in asked.name
        if not name or set(name) & set(":\n#\r") or name != name.strip()
    ]
    if faulty:
        print(f"passwords: {faulty[0]!r} is no hub name", file=sys.stderr)
        return 2
    if asked.order == "remove":
        for name in asked.name:
            passwords.pop(name, None)
        write(passwords, asked.file, grp.getgrnam(asked.group).gr_gid)
        return 0
    if asked.stdin and len(asked.name) != 1:
        print("passwords: --stdin takes one name", file=sys.stderr)
        return 2
    made = {
        name: sys.stdin.readline().rstrip("\n") if asked.stdin else fresh() for name in asked.name
    }
    if not all(made.values()):
        print("passwords: an empty password is none", file=sys.stderr)
        return 2
    passwords.update(
        (name, hashed(password, secrets.token_bytes(16))) for name, password in made.items()
    )
    write(passwords, asked.file, grp.getgrnam(asked.group).gr_gid)
    if not asked.stdin:
        print("".join(f"{name} {password}\n" for name, password in made.items()), end="")
    return 0
