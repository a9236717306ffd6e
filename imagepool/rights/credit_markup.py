"""How the parts of a credit line are written in plain text, in print, in HTML and in Markdown."""

from __future__ import annotations

import re
from html import escape

__all__ = ["HtmlMarkup", "MarkdownMarkup", "Markup", "PrintMarkup"]


class Markup:
    """Plain text: nothing is linked, addresses are spelled out where the license needs them."""

    def text(self, text: str) -> str:
        return text

    def name(self, text: str, url: str, *, relation: str = "") -> str:  # noqa: ARG002  (no links)
        return text

    def cite(self, text: str, url: str) -> str:
        """Return the name of a license, with its address in a form that fits the medium."""
        return f"{text} ({self.address(url)})"

    def address(self, url: str) -> str:
        return url


class PrintMarkup(Markup):
    """Paper: addresses as people read them."""

    def address(self, url: str) -> str:
        return re.sub(r"^https?://", "", url).rstrip("/")


class HtmlMarkup(Markup):
    """HTML, escaped; names are links."""

    def text(self, text: str) -> str:
        return escape(text)

    def name(self, text: str, url: str, *, relation: str = "") -> str:
        rel = f' rel="{relation}"' if relation else ""
        return f'<a href="{escape(url)}"{rel}>{escape(text)}</a>'

    def cite(self, text: str, url: str) -> str:
        return self.name(text, url, relation="license")

    def address(self, url: str) -> str:
        return self.name(url, url)


class MarkdownMarkup(Markup):
    """CommonMark, escaped; names are links."""

    def text(self, text: str) -> str:
        escaped = re.sub(r"([\\`*_\[\]<>&!#~|$])", r"\\\1", text)
        # At the start of a line some more marks open a list.
        return re.sub(r"^(\d*)([-+.)=])", r"\1\\\2", escaped)

    def name(self, text: str, url: str, *, relation: str = "") -> str:  # noqa: ARG002  (no such)
        target = url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
        return f"[{self.text(text)}](<{target}>)"

    def cite(self, text: str, url: str) -> str:
        return self.name(text, url)

    def address(self, url: str) -> str:
        return self.name(url, url)
