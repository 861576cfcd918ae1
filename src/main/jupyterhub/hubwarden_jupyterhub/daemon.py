"""What the hub asks of hubwarden's daemon, over the system bus."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from dbus_next import BusType, Message, MessageFlag, MessageType
from dbus_next.aio import MessageBus

NAME = "org.hubwarden1"
PATH = "/org/hubwarden1"
INTERFACE = "org.hubwarden1.Manager"

BUSY = "org.hubwarden1.Error.Busy"

ABSENT = (
    "hubwarden's daemon cannot be reached, so no server can be started or stopped now. An"
    " administrator finds more with: systemctl status hubwarden"
)

STRANGER = (
    "hubwarden takes no orders from the account that this hub runs as. If the account is new:"
    " systemctl reload dbus. If it is not jupyterhub: hub: {user: ...} in"
    " /etc/hubwarden/state.yaml, and rules for it in /etc/dbus-1/system.d"
)

SENTENCES = {
    "org.freedesktop.DBus.Error.AccessDenied": STRANGER,
    "org.freedesktop.DBus.Error.ServiceUnknown": ABSENT,
    "org.freedesktop.DBus.Error.NameHasNoOwner": ABSENT,
    "org.freedesktop.DBus.Error.NoReply": ABSENT,
    "org.freedesktop.DBus.Error.Disconnected": ABSENT,
}


class Fault(Exception):
    """The daemon said no, or nothing at all. ``name`` is for programs, the text a sentence for
    people.
    """

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True)
class Account:
    """Somebody's account, as the daemon tells it."""

    unix: str
    uid: int
    home: str
    unit: str


class Daemon:
    """One connection for the whole hub, made when it is needed, and again when it was lost."""

    def __init__(self) -> None:
        self._bus: MessageBus | None = None
        self._connecting = asyncio.Lock()

    async def ensure_user(self, name: str) -> Account:
        """The account of a user whom the state file lists; made if it is not there yet."""
        return Account(*await self._call("EnsureUser", "s", [name], 60))

    async def start_server(self, name: str, variables: dict[str, str]) -> None:
        """Starts the user's server anew, with these variables."""
        await self._call("StartServer", "sa{ss}", [name, variables], 120)

    async def stop_server(self, name: str) -> None:
        """Ends the user's server; returns when it is gone."""
        await self._call("StopServer", "s", [name], 120)

    async def server_state(self, name: str) -> str:
        """The state of the user's unit in systemd's words. Asked all the time, so it does not start
        a daemon that an administrator has stopped.
        """
        (state,) = await self._call("ServerState", "s", [name], 30, MessageFlag.NO_AUTOSTART)
        return state

    async def deleted(self, names: list[str]) -> None:
        """Who of those whom the state file lists was deleted in the hub; replaces what was said
        before. For people to see, so no reason to start a daemon that was stopped.
        """
        await self._call("DeletedInHub", "as", [names], 30, MessageFlag.NO_AUTOSTART)

    async def _call(
        self,
        member: str,
        signature: str,
        body: list[Any],
        patience: float,
        flags: MessageFlag = MessageFlag.NONE,
    ) -> list[Any]:
        message = Message(
            destination=NAME,
            path=PATH,
            interface=INTERFACE,
            member=member,
            flags=flags,
            signature=signature,
            body=body,
        )
        try:
            bus = await self._connected()
            reply = await asyncio.wait_for(bus.call(message), patience)
        except asyncio.TimeoutError as fault:
            raise Fault("org.freedesktop.DBus.Error.NoReply", ABSENT) from fault
        except (OSError, EOFError) as fault:
            raise Fault("org.freedesktop.DBus.Error.Disconnected", ABSENT) from fault
        if reply is None:
            raise Fault("org.freedesktop.DBus.Error.Disconnected", ABSENT)
        if reply.message_type is MessageType.ERROR:
            raise self._fault(reply)
        return reply.body

    @staticmethod
    def _fault(reply: Message) -> Fault:
        name = str(reply.error_name)
        said = str(reply.body[0]) if reply.body else name
        absent = ABSENT if name.startswith("org.freedesktop.DBus.Error.Spawn.") else said
        return Fault(name, SENTENCES.get(name, absent))

    async def _connected(self) -> MessageBus:
        async with self._connecting:
            if self._bus is None or not self._bus.connected:
                self._bus = await connected()
            return self._bus


async def connected() -> MessageBus:
    """A new connection to the system bus. Raises OSError where there is none."""
    try:
        bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    except OSError:
        raise
    except Exception as fault:  # the library raises what it likes while it introduces itself
        raise OSError(str(fault)) from fault
    # That it ends is seen at the next call; nobody waits for this.
    asyncio.ensure_future(bus.wait_for_disconnect()).add_done_callback(
        lambda end: end.cancelled() or end.exception()
    )
    return bus
