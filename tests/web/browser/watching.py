"""What a page asks for and complains of, written down while a test uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

#: Addresses that never leave the page.
_INSIDE = ("blob", "data", "about")


@dataclass
class Watch:
    """All requests (addresses), console errors and uncaught errors of some pages.

    A test that provokes an error on purpose takes it out of `errors` once it has looked at it.
    """

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> Page:
        """Write down what this page does from now on."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("console", self._said)
        page.on("crash", lambda _: self.errors.append("the page crashed"))
        return page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.errors.append(f"console: {message.text} {place}".rstrip())

    def outside(self, *own: str) -> list[str]:
        """The requests to anything but the page's `own` hosts (`127.0.0.1:8000`)."""
        parts = ((url, urlsplit(url)) for url in self.requests)
        return [url for url, part in parts if part.scheme not in _INSIDE and part.netloc not in ("", *own)]

    def sent(self) -> list[str]:
        """The requests that left the page: all but those for the page's own blobs and data."""
        return [url for url in self.requests if urlsplit(url).scheme not in _INSIDE]

    def faults(self, *own: str) -> list[str]:
        """A line for everything that must not be."""
        return [*(f"request to another host: {url}" for url in self.outside(*own)), *self.errors]
