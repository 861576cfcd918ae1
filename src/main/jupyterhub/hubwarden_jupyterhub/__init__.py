"""JupyterHub on a machine whose accounts hubwarden keeps.

The hub runs as an ordinary user. It says a name, and the daemon decides by the state file what
that name may have.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "HubwardenAuthenticator": "authenticator",
    "HubwardenMixin": "mixin",
    "HubwardenSpawner": "spawner",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    """Loaded when it is used: a hub that takes the mixin alone needs no library for the bus."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)
