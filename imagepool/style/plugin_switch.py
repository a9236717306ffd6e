"""Whether rules of other packages are used: the environment says so, to child processes too."""

from __future__ import annotations

import os

from imagepool.errors import ConfigurationError

__all__ = ["are_plugins_on", "leave_plugins_out"]

_SWITCH = "IMAGEPOOL_PLUGINS"


def are_plugins_on() -> bool:
    """Tell whether plug-ins are used; refuses what is neither on nor off."""
    said = os.environ.get(_SWITCH, "on").strip().lower()
    if said not in {"on", "off"}:
        hint = "set it to on or off"
        raise ConfigurationError(f"{_SWITCH} is {said!r}", setting="plugins", hint=hint)
    return said == "on"


def leave_plugins_out() -> None:
    """Use imagepool's own rules alone, in this process and in those that it starts from now on."""
    os.environ[_SWITCH] = "off"
