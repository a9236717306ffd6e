"""A mail server for the tests: a real one, on loopback, that keeps what it is given."""

from __future__ import annotations

import email
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


@dataclass
class MailServer:
    """What has arrived, and what the server shall refuse."""

    port: int
    envelopes: list[Envelope] = field(default_factory=list)
    refuse: Callable[[str], str] = field(default=lambda _address: "")  # the reply, or ""
    refuse_data: str = ""

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        reply = self.refuse(address)
        if not reply:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.refuse_data:
            return self.refuse_data
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def letters(self) -> list[EmailMessage]:
        return [email.message_from_bytes(_content(each), policy=default) for each in self.envelopes]

    @property
    def by_address(self) -> Counter[str]:
        return Counter(each.rcpt_tos[0] for each in self.envelopes)

    def text(self, number: int = -1) -> str:
        body = self.letters[number].get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")

    def links(self, number: int = -1) -> list[str]:
        return re.findall(r"https?://\S+", self.text(number))


def _content(envelope: Envelope) -> bytes:
    content = envelope.original_content or envelope.content
    assert isinstance(content, bytes)
    return content


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server in a thread."""
    server = MailServer(port=free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
