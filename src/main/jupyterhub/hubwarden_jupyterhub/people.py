"""Whom the hub may serve, as the daemon last said in its file for the hub."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Callable

FILE = "/run/hubwarden/hub.json"

VERSION = 1

INTERVALS = 3
"""How many intervals old what was said may be."""


class Silence(Exception):
    """The daemon has not said who the people are, or not lately. Its text is a sentence for
    people.
    """


@dataclass(frozen=True)
class People:
    """Everybody whom the hub may serve, and who of them is an admin."""

    users: frozenset[str]
    admins: frozenset[str]
    written_at: float
    interval: float

    @classmethod
    def parse(cls, text: str) -> People:
        """Reads the file's content. Anything unexpected is a ValueError: half a list must not look
        like a short one.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise ValueError("not of version 1")
        users, admins = _names(data, "users"), _names(data, "admins")
        if not admins <= users:
            raise ValueError("an admin is no user")
        written_at = datetime.strptime(str(data.get("written_at")), "%Y-%m-%dT%H:%M:%SZ")
        interval = data.get("interval_s")
        if isinstance(interval, bool) or not isinstance(interval, int) or interval <= 0:
            raise ValueError("interval_s is no number of seconds")
        return cls(users, admins, written_at.replace(tzinfo=timezone.utc).timestamp(), interval)

    def is_old(self, now: float) -> bool:
        """Whether it does not count any more. From the future is as bad: the clock was put back,
        and nobody knows how old it is.
        """
        return not -self.interval <= now - self.written_at <= INTERVALS * self.interval


def _names(data: dict, key: str) -> frozenset[str]:
    names = data.get(key)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{key} is no list of names")
    return frozenset(names)


class PeopleFile:
    """The file, read again whenever it is another one: looking costs one system call."""

    def __init__(self, path: str = FILE, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._stamp: tuple[int, ...] = ()
        self._people: People | None = None

    def read(self) -> People:
        """Who they are now. Raises Silence where nobody may be served."""
        try:
            people = self._current()
        except (OSError, ValueError) as fault:
            raise Silence(
                f"hubwarden does not say who may use this hub, so nobody can: {self._path} cannot"
                f" be used ({fault}). An administrator finds more with: hubwarden status"
            ) from fault
        if people.is_old(self._clock()):
            raise Silence(
                "hubwarden has not said for a while who may use this hub, so nobody can until it"
                " does. An administrator finds more with: hubwarden status"
            )
        return people

    def _current(self) -> People:
        stamp = self._look()
        if self._people is None or stamp != self._stamp:
            with open(self._path, encoding="utf-8") as file:
                self._people = People.parse(file.read())
            # If it was replaced meanwhile, the next look shows another stamp than this one.
            self._stamp = stamp
        return self._people

    def _look(self) -> tuple[int, ...]:
        seen = os.stat(self._path)
        return seen.st_dev, seen.st_ino, seen.st_mtime_ns, seen.st_size
