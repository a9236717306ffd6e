"""The postman: hands letters to a mail server, one after the other over one connection.

A mail server delivers a letter once it has read the single dot that ends it (RFC 5321, 4.1.1.4).
Right before that dot the postman asks ``may_go``; a program that notes its yes durably knows after
a crash which letters may have gone, and that all others have not.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from types import TracebackType
from typing import Self

from imagepool.errors import MailFailed
from imagepool.mail.postbox import Postbox

__all__ = ["Parcel", "Postman", "Refused"]

_AT_ONCE = 100  # letters over one connection; some servers take no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes to the mail server."""

    id: str
    address: str
    subject: str
    text: str
    html: str
    stop_url: str = ""  # where whoever asked for such letters ends them


@dataclass(frozen=True, slots=True)
class Refused:
    """The server did not take a letter; a passing refusal may be tried again later."""

    code: int
    message: str

    @property
    def passing(self) -> bool:
        return 400 <= self.code < 500

    def __str__(self) -> str:
        return f"{self.code} {self.message}"


class _NotTaken(Exception):
    def __init__(self, refused: Refused) -> None:
        super().__init__(str(refused))
        self.refused = refused


class Postman:
    """A connection to a mail server, made when it is needed; use it in a ``with`` block."""

    def __init__(self, postbox: Postbox) -> None:
        self._postbox = postbox
        self._server: smtplib.SMTP | None = None
        self._carried = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.leave()

    def carry(self, parcel: Parcel, may_go: Callable[[], bool]) -> Refused | bool:
        """Hand a letter over; True: the server has it, False: ``may_go`` said no.

        ``Refused`` where the server does not want it. Raises ``MailFailed`` where there is no
        server, or where it falls silent; then a letter that may go has perhaps gone.
        """
        try:
            server = self._connected()
            return self._handed(server, parcel, may_go)
        except _NotTaken as error:
            self._forget(error.refused)
            return error.refused
        except (smtplib.SMTPException, OSError) as error:
            self.leave()
            raise MailFailed(
                f"the mail server {self._postbox.host}:{self._postbox.port} failed: {_said(error)}",
                hint="check the settings smtp_*; the letters wait, and are sent once it answers",
            ) from error

    def leave(self) -> None:
        """Close the connection; the next letter makes a new one."""
        server, self._server = self._server, None
        if server:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _handed(self, server: smtplib.SMTP, parcel: Parcel, may_go: Callable[[], bool]) -> bool:
        sender = self._postbox.return_address(parcel.id)
        code, message = server.mail(sender)
        if code != 250:  # it is us whom they do not want, not this letter
            raise smtplib.SMTPSenderRefused(code, message, sender)
        _expect(server.rcpt(parcel.address), 250, 251)
        _expect(server.docmd("DATA"), 354)
        server.send(_dotted(self.message(parcel).as_bytes(policy=SMTP)))
        if not may_go():
            self._server = None  # without the dot there was no letter
            server.close()
            return False
        server.send(b".\r\n")
        _expect(server.getreply(), 250)
        self._carried += 1
        return True

    def message(self, parcel: Parcel) -> EmailMessage:
        """Return the letter as it goes; its Message-ID is always the same."""
        message = EmailMessage()
        message["From"] = self._postbox.sender
        message["To"] = parcel.address
        message["Subject"] = parcel.subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = f"<{parcel.id}@{self._postbox.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notes, please
        if parcel.stop_url:  # RFC 2369; and RFC 8058: with one click in the mail program
            message["List-Unsubscribe"] = f"<{parcel.stop_url}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(parcel.text)
        message.add_alternative(parcel.html, subtype="html")
        return message

    def _connected(self) -> smtplib.SMTP:
        if self._server and self._carried < _AT_ONCE:
            return self._server
        self.leave()
        box = self._postbox
        context = ssl.create_default_context()
        if box.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                box.host, box.port, timeout=box.seconds, context=context
            )
        else:
            server = smtplib.SMTP(box.host, box.port, timeout=box.seconds)
        self._server, self._carried = server, 0
        if box.security == "starttls":
            server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
        if box.user:
            server.login(box.user, box.password)
        return server

    def _forget(self, refused: Refused) -> None:
        """Begin anew after a refusal; 421 means that the server goes."""
        server = self._server
        if server is None or refused.code == 421:
            self.leave()
            return
        try:
            server.rset()
        except (smtplib.SMTPException, OSError):
            self.leave()


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    code, message = reply
    if code == -1:
        raise smtplib.SMTPServerDisconnected("the server closed the connection")
    if code not in codes:
        raise _NotTaken(Refused(code, message.decode("utf-8", "replace")[:500]))


def _dotted(data: bytes) -> bytes:
    """Return the letter without its last dot, with lines that begin with one doubled (4.5.2)."""
    lines = data.rstrip(b"\r\n").split(b"\r\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        detail = error.smtp_error
        text = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else detail
        return f"{error.smtp_code} {text}"
    return str(error) or type(error).__name__
