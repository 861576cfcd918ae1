"""Who was deleted in the hub's admin console, although hubwarden lists them: they come back with
their next login, and whoever deleted them should know.
"""

from __future__ import annotations

import json
import logging
import os

from .daemon import Daemon, Fault
from .people import People

LOG = logging.getLogger("hubwarden")

FILE = "hubwarden-known.json"
"""In the hub's own directory, beside its database."""

MOST = 200
"""So many are told. Where somebody emptied the database, that says it as well."""


class Deletions:
    """Remembers over restarts whom the hub knew, and tells the daemon who is missing."""

    def __init__(self, daemon: Daemon, path: str = FILE) -> None:
        self._daemon = daemon
        self._path = path
        self._known = self._kept()
        self._told: list[str] = []

    async def look(self, present: set[str], people: People) -> None:
        """Compares with whom the hub has now. Who left hubwarden's list is missed no more."""
        known = (self._known | present) & people.users
        if known != self._known:
            self._known = known
            self._keep()
        await self._tell(sorted(known - present))

    async def _tell(self, missing: list[str]) -> None:
        """A daemon that began anew has forgotten it, so what there is to tell is told again."""
        if not missing and not self._told:
            return
        try:
            await self._daemon.deleted(missing[:MOST])
        except Fault as fault:
            LOG.warning("hubwarden was not told who was deleted in the hub: %s", fault)
            return
        for name in sorted(set(missing) - set(self._told)):
            LOG.info("%s was deleted in the hub and is still in hubwarden's state file", name)
        self._told = missing

    def _kept(self) -> set[str]:
        try:
            with open(self._path, encoding="utf-8") as file:
                names = json.load(file)
            return {name for name in names if isinstance(name, str)}
        except (OSError, ValueError, TypeError):
            return set()

    def _keep(self) -> None:
        draft = f"{self._path}.new"
        try:
            with open(draft, "w", encoding="utf-8") as file:
                json.dump(sorted(self._known), file)
            os.replace(draft, self._path)
        except OSError as fault:
            LOG.warning("who was deleted in the hub is forgotten when it restarts: %s", fault)
