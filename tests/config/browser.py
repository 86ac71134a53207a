"""A browser without a screen, for tests that speak to a running installation: cookies, pages, forms."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

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

    def _ask(self, request: Request) -> str:
        try:
            with self._opener.open(request, timeout=20) as answer:
                self.address, self.page = answer.url, answer.read().decode()
        except HTTPError as refused:
            self.address, self.page = request.full_url, f"{refused.code} {refused.read().decode()}"
        return self.page


def she_writes(browser: Browser, words: str) -> str:
    """A worker's first page; returns her claim code."""
    page = browser.send("/en/", said=words)
    groups = re.findall(r"<span>(\d{4})</span>", page)
    assert len(groups) == 4, page
    return " ".join(groups)


def she_returns(browser: Browser, code: str) -> str:
    return browser.send("/en/story/", code=code)


def signs_in(browser: Browser, email: str, password: str) -> str:
    """A demo's log-in; the page shows the second factor's code."""
    browser.send("/account/login/", login=email, password=password)
    shown = re.search(r"\b(\d{6})\b", re.sub(r"<[^>]+>", " ", browser.page))
    assert shown, browser.page
    return browser.send("/account/code/", code=shown[1])
