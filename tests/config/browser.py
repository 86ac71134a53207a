"""A browser without a screen, for tests that speak to a running installation: cookies, pages, forms."""

import re
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

EDGE = b"edge-of-a-part"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Browser:
    """One person's. `page` is what she sees last, `address` where."""

    def __init__(self, address: str) -> None:
        self.home, self.address, self.page = address, address, ""
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str) -> str:
        return self._ask(Request(self.home + path))

    def send(self, path: str, **answers: str) -> str:
        """Open a page and send its form."""
        self.open(path)
        fields = {**dict(HIDDEN.findall(self.page)), **answers}
        return self._ask(Request(self.home + path, urlencode(fields).encode(), {"Origin": self.home}))

    def send_on(self, path: str, **answers: str) -> str:
        """Send a form with what the page that she sees now hides in its own; one without a form is left first."""
        fields = {**self._hidden(path), **answers}
        return self._ask(Request(self.home + path, urlencode(fields).encode(), {"Origin": self.home}))

    def send_form(self, page: str, path: str = "", **answers: str | list[str]) -> str:
        """Open a page and send one of its forms: the one that goes to `path`, or back to the page; may tick several."""
        self.open(page)
        fields = {**dict(HIDDEN.findall(self.page)), **answers}
        content = urlencode(fields, doseq=True).encode()
        return self._ask(Request(self.home + (path or page), content, {"Origin": self.home}))

    def send_file(self, path: str, field: str, name: str, content: bytes, **answers: str) -> str:
        """As `send_on`, with one file chosen."""
        fields = {**self._hidden(path), **answers}
        parts = [f'form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
        head = f'form-data; name="{field}"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts.append(head.encode() + content)
        body = b"".join(b"--" + EDGE + b"\r\nContent-Disposition: " + part + b"\r\n" for part in parts)
        kind = f"multipart/form-data; boundary={EDGE.decode()}"
        headers = {"Origin": self.home, "Content-Type": kind}
        return self._ask(Request(self.home + path, body + b"--" + EDGE + b"--\r\n", headers))

    def _hidden(self, path: str) -> dict[str, str]:
        if "key" not in dict(HIDDEN.findall(self.page)):
            self.open(path)
        return dict(HIDDEN.findall(self.page))

    @property
    def is_well(self) -> bool:
        """The last page is no refusal."""
        return self.page.startswith("<!doctype html>")

    def links(self, pattern: str, page: str) -> list[str]:
        """The addresses of this form that a page leads to, each once."""
        return list(dict.fromkeys(re.findall(rf'href="({pattern})', page)))

    def pages(self, path: str) -> Iterator[str]:
        """A list of several pages, each once."""
        waiting, seen = [path], set[str]()
        while waiting:
            address = waiting.pop()
            if address not in seen:
                seen.add(address)
                page = self.open(address)
                yield page
                waiting = self.links(rf'{path}\?[^"]*after=[^"]*', page.replace("&amp;", "&"))

    def _ask(self, request: Request) -> str:
        try:
            with self._opener.open(request, timeout=20) as answer:
                self.address, self.page = answer.url, answer.read().decode()
        except HTTPError as refused:
            self.address, self.page = request.full_url, f"{refused.code} {refused.read().decode()}"
        return self.page


def she_writes(browser: Browser, words: str, language: str = "en") -> str:
    """A worker's first page; returns her claim code."""
    page = browser.send(f"/{language}/", said=words)
    groups = re.findall(r"<span>(\d{4})</span>", page)
    assert len(groups) == 4, page
    return " ".join(groups)


def she_returns(browser: Browser, code: str, language: str = "en") -> str:
    return browser.send(f"/{language}/story/", code=code)


def signs_in(browser: Browser, email: str, password: str) -> str:
    """A demo's log-in; the page shows the second factor's code."""
    browser.send("/account/login/", login=email, password=password)
    shown = re.search(r"\b(\d{6})\b", re.sub(r"<[^>]+>", " ", browser.page))
    assert shown, browser.page
    return browser.send("/account/code/", code=shown[1])
