"""The authenticator of a hub that has no other login."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyterhub.auth import Authenticator
from traitlets import Unicode

from . import passwords
from .mixin import HubwardenMixin
from .refusal import Refusal


class PasswordAuthenticator(Authenticator):
    """Knows somebody by a password that an administrator gave them."""

    password_file = Unicode(
        passwords.FILE,
        help="Where hashes are kept; written by /usr/share/hubwarden/jupyterhub/passwords.",
    ).tag(config=True)

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str | None:
        """The name, if the password is theirs."""
        name = self.normalize_username(data["username"].strip())
        try:
            right = await asyncio.to_thread(
                passwords.check, name, data["password"], self.password_file
            )
        except passwords.Unusable as fault:
            raise Refusal(503, f"Nobody can log in now: {fault}") from fault
        return name if right else None


class HubwardenAuthenticator(HubwardenMixin, PasswordAuthenticator):
    """The same for those whom hubwarden lists."""
