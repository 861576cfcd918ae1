"""Who listens on a port of this machine."""

from __future__ import annotations

from typing import Iterable

LISTENING = "0A"

FILES = ("/proc/self/net/tcp", "/proc/self/net/tcp6")


def listeners(port: int, files: Iterable[str] = FILES) -> set[int]:
    """The uids of those who listen on a TCP port, on whatever address."""
    uids: set[int] = set()
    for path in files:
        try:
            with open(path, encoding="ascii") as table:
                uids.update(_uids(table, port))
        except FileNotFoundError:  # a kernel without IPv6
            pass
    return uids


def _uids(table: Iterable[str], port: int) -> Iterable[int]:
    for line in list(table)[1:]:
        fields = line.split()
        if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
            yield int(fields[7])
