"""Servers as units of systemd, which the daemon starts."""

from __future__ import annotations

import asyncio
import itertools
import re
from typing import Any

from jupyterhub.spawner import Spawner
from jupyterhub.utils import random_port

from .daemon import BUSY, Account, Daemon, Fault
from .listening import listeners
from .refusal import Refusal

ALLOWED = re.compile(r"LANG|(JUPYTERHUB|JPY|JUPYTER|MEM|CPU|LC)_[A-Za-z0-9_]*")
"""The variables that a hub may set. The daemon refuses a start with any other."""

RUNS = frozenset({"active", "activating", "reloading", "deactivating", "refreshing"})

PAUSE = 0.2
"""Seconds between two looks at what is to come."""

LOOKS = 10
"""How many looks at the port come to one question to the daemon."""


class HubwardenSpawner(Spawner):
    """One server for each user, as the unit ``jupyter@NAME.service``: its program is ``hub:
    {command: ...}`` of the state file, its account, limits and sandbox are hubwarden's. ``cmd``,
    ``args`` and ``port`` are not obeyed; ``environment`` is, for variables that begin with
    ``JUPYTERHUB_``, ``JUPYTER_``, ``JPY_``, ``MEM_``, ``CPU_`` and ``LC_``, and for ``LANG``.
    """

    _shared: Daemon | None = None

    unit = ""
    """The unit of the server that was started; kept over a restart of the hub."""

    @property
    def _daemon(self) -> Daemon:
        if HubwardenSpawner._shared is None:
            HubwardenSpawner._shared = Daemon()
        return HubwardenSpawner._shared

    def get_env(self) -> dict[str, str]:
        """What the server is told: with the others it would not be started."""
        variables = {name: str(value) for name, value in super().get_env().items()}
        for name in self.environment:
            if not ALLOWED.fullmatch(name):
                self.log.warning(
                    "%s of Spawner.environment is none that a hub may set, and is left out", name
                )
        return {name: value for name, value in variables.items() if ALLOWED.fullmatch(name)}

    async def start(self) -> tuple[str, int]:
        """Starts the server anew; one that an earlier hub left has another port and token."""
        if self.name:
            raise Refusal(
                400,
                "Each user has one server here, without a name: limits and sandbox are those of"
                f" the user's one unit. Start it in place of {self.name!r}",
            )
        try:
            account = await self._patiently(lambda: self._daemon.ensure_user(self.user.name))
            self.ip = self.ip or "127.0.0.1"
            self.port = random_port()
            self.unit = account.unit
            await self._patiently(
                lambda: self._daemon.start_server(self.user.name, self.get_env())
            )
        except Fault as fault:
            raise self._refusal(fault) from fault
        await self._listening(account)
        return self.ip, self.port

    async def _patiently(self, call: Any) -> Any:
        """The hub's own limit on a start ends this."""
        while True:
            try:
                return await call()
            except Fault as fault:
                if fault.name != BUSY:
                    raise
            await asyncio.sleep(PAUSE)

    async def _listening(self, account: Account) -> None:
        """Waits until the server listens. A port is free for all: whoever takes it first would be
        given the user's requests.
        """
        for look in itertools.count(1):
            uids = listeners(self.port)
            if uids - {account.uid}:
                raise Refusal(
                    503,
                    "Another account of this machine took the port that was meant for the server."
                    " Start it again",
                )
            if uids:
                return
            if look % LOOKS == 0 and await self.poll() is not None:
                raise Refusal(
                    500,
                    "The server ended before it answered. An administrator finds out why with:"
                    f" journalctl -u {account.unit}",
                )
            await asyncio.sleep(PAUSE)

    async def poll(self) -> int | None:
        """None while the server runs. Not to know is no reason to call it dead: the daemon may be
        starting anew.
        """
        if not self.unit:
            return 0
        try:
            state = await self._daemon.server_state(self.user.name)
        except Fault as fault:
            self.log.warning("whether %s runs is not known: %s", self.unit, fault)
            return None
        if state in RUNS:
            return None
        return 1 if state == "failed" else 0

    async def stop(self, now: bool = False) -> None:
        """Ends the server; systemd kills what does not end by itself."""
        try:
            await self._patiently(lambda: self._daemon.stop_server(self.user.name))
        except Fault as fault:
            raise self._refusal(fault) from fault

    def _refusal(self, fault: Fault) -> Refusal:
        self.log.warning("%s: %s (%s)", self.user.name, fault, fault.name)
        return Refusal(403 if fault.name.endswith(".NotDeclared") else 503, str(fault))

    def get_state(self) -> dict[str, Any]:
        state = super().get_state()
        if self.unit:
            state["unit"] = self.unit
        return state

    def load_state(self, state: dict[str, Any]) -> None:
        super().load_state(state)
        self.unit = state.get("unit", "")

    def clear_state(self) -> None:
        super().clear_state()
        self.unit = ""
