"""Everything imagepool refuses with: one root, a stable ``code``, the data as attributes.

::

    PoolError
    ├── ConfigurationError    a setting is wrong or missing
    ├── UnreadablePhoto       these bytes do not become a picture
    ├── InvalidConcept        the image-style concept does not hold together
    ├── InvalidQuery          the search or filter cannot be understood
    ├── InvalidRequest        an argument is unknown, such as a preset or a rule
    ├── NotFound              there is no such thing
    │   └── ObjectMissing     the store does not hold this key
    ├── InvalidTransition     the asset's state does not allow this act
    ├── ChangedMeanwhile      somebody else changed it since it was read
    ├── RightsMissing         creator, license or agreement is missing; nothing is guessed
    ├── UseRefused            the rights do not allow this use
    ├── InvalidReceipt        a receipt is forged, damaged, or signed by someone else
    └── InfrastructureError   something below us failed; trying again may help
        ├── StoreFailed       the object store
        ├── CatalogueFailed   the database
        ├── IndexFailed       the search index
        ├── JobsFailed        the job queue
        └── MailFailed        the mail server
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class PoolError(Exception):
    """Root of all errors raised on purpose.

    ``str(error)`` says what is wrong; ``error.hint`` says what to do about it.
    """

    code: ClassVar[str] = "pool_error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword arguments would be lost by the default.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(
    kind: type[PoolError], args: tuple[object, ...], state: dict[str, object]
) -> PoolError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(PoolError):
    """A setting is wrong or missing; ``setting`` names it."""

    code = "configuration"

    def __init__(self, message: str, *, setting: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.setting = setting


class UnreadablePhoto(PoolError):
    """These bytes do not become a picture.

    ``reason`` is one of: ``empty``, ``unsupported_format``, ``missing_decoder``, ``too_large``,
    ``too_many_pixels``, ``too_small``, ``truncated``, ``corrupt``, ``timeout``, ``out_of_memory``,
    ``crashed``, ``unreadable_file``. ``case`` tells it more exactly, such as ``folder``, and
    ``terms`` are what a sentence in another language names (see ``photo.unreadable``).
    """

    code = "unreadable_photo"

    def __init__(
        self,
        message: str,
        *,
        reason: str,
        case: str = "",
        terms: Mapping[str, str | int] | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason
        self.case = case
        self.terms = dict(terms or {})


class InvalidConcept(PoolError):
    """The image-style concept does not hold together; ``line`` counts from 1 where known."""

    code = "invalid_concept"

    def __init__(self, message: str, *, line: int | None = None, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.line = line


class InvalidQuery(PoolError):
    """The search or filter cannot be understood.

    ``reason`` is "" or one of: ``unknown_filter`` (``word``, perhaps meant as ``close``),
    ``too_long``, ``lost_page``.
    """

    code = "invalid_query"

    def __init__(
        self, message: str, *, reason: str = "", word: str = "", close: str = "", hint: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason
        self.word = word
        self.close = close


class InvalidRequest(PoolError):
    """An argument is unknown or out of range, such as the name of a preset."""

    code = "invalid_request"


class NotFound(PoolError):
    """There is no such thing; ``kind`` and ``key`` say what was looked for."""

    code = "not_found"

    def __init__(self, kind: str, key: str, *, hint: str = "") -> None:
        super().__init__(f"no {kind} {key!r}", hint=hint)
        self.args = (kind, key)
        self.kind = kind
        self.key = key


class ObjectMissing(NotFound):
    """The store does not hold this key."""

    code = "object_missing"

    def __init__(self, key: str) -> None:
        super().__init__("object", key)
        self.args = (key,)


class InvalidTransition(PoolError):
    """The asset's state does not allow this act."""

    code = "invalid_transition"

    def __init__(self, message: str, *, state: str, act: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.state = state
        self.act = act


class ChangedMeanwhile(PoolError):
    """Somebody else changed ``kind`` ``key`` since it was read; read it again and decide anew."""

    code = "changed_meanwhile"

    def __init__(self, message: str, *, kind: str, key: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kind = kind
        self.key = key


class RightsMissing(PoolError):
    """Creator, license or agreement is missing; ``missing`` names them. Nothing is guessed."""

    code = "rights_missing"

    def __init__(self, message: str, *, missing: tuple[str, ...], hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.missing = missing


class UseRefused(PoolError):
    """The rights do not allow this use; ``verdict`` and ``clause`` say what decided."""

    code = "use_refused"

    def __init__(self, message: str, *, verdict: str, clause: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.verdict = verdict
        self.clause = clause


class InvalidReceipt(PoolError):
    """A receipt is forged, damaged, or signed by someone else.

    ``reason`` is one of: ``no_receipt``, ``changed``, ``copy_changed``, ``unknown_key``,
    ``wrong_key``, ``key_compromised``.
    """

    code = "invalid_receipt"

    def __init__(self, message: str, *, reason: str = "no_receipt", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class InfrastructureError(PoolError):
    """Something below us failed; trying again may help."""

    code = "infrastructure"


class StoreFailed(InfrastructureError):
    """The object store failed or answered something else than asked; ``key`` where one was."""

    code = "store_failed"

    def __init__(self, message: str, *, key: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.key = key


class CatalogueFailed(InfrastructureError):
    """The database failed."""

    code = "catalogue_failed"


class IndexFailed(InfrastructureError):
    """The search index failed; it can always be thrown away and rebuilt."""

    code = "index_failed"


class JobsFailed(InfrastructureError):
    """The job queue failed."""

    code = "jobs_failed"


class MailFailed(InfrastructureError):
    """The mail server cannot be reached, or does not take mail from us for now."""

    code = "mail_failed"
