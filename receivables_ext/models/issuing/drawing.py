"""Documents of ours are drawn by our services, and the PDF program reaches no other host meanwhile.

Texts of a document, such as the terms of an invoice, come from people and other systems. A picture
named in one would be fetched from inside the network of the server, whenever the document is drawn.
"""

import re
from urllib.parse import urljoin, urlsplit

import lxml.html

from ..ledger.permit import Permit

drawing = Permit("receivables_drawing_permission")
"""Opened by the services that draw: what a template of theirs prints comes from them alone."""

HANDED_OVER = set()
"""Names of reports that print only what their service hands over; the service adds its own."""

NOWHERE = "http://127.0.0.1:1"
"""A proxy that is not there."""
FETCHED = ("src", "srcset", "background", "poster", "data", "xlink:href")
"""Attributes whose address is fetched, whatever the element."""
LINKED = ("link", "image", "use", "base")
"""Elements whose ``href`` is fetched too; that of a link to click is not."""
CSS_ADDRESS = re.compile(
    r"""url\(\s*(?P<quote>['"]?)(?P<url>.*?)(?P=quote)\s*\)"""
    r"""|@import\s+(?P<mark>['"])(?P<imported>.*?)(?P=mark)""",
    re.IGNORECASE | re.DOTALL,
)


def without_other_hosts(html, own_urls):
    """The page ``html`` without what it would fetch from elsewhere.

    :param own_urls: addresses of this server, the first one being that of the page
    """
    if not html:
        return html
    own = {_origin(url) for url in own_urls}

    def is_foreign(url):
        # A browser leaves white space out before it reads an address.
        try:
            full = urljoin(own_urls[0], "".join(url.split()))
        except ValueError:  # no address at all
            return True
        return not full.lower().startswith(("data:", "about:")) and _origin(full) not in own

    tree = lxml.html.document_fromstring(html)
    found = [_clean(element, is_foreign) for element in tree.iter(lxml.etree.Element)]
    if not any(found):
        return html  # as core made it
    return lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")


def _clean(element, is_foreign):
    """Take away what ``element`` would fetch; return whether there was anything."""
    before = dict(element.attrib), element.text
    for name in FETCHED + (("href",) if element.tag in LINKED else ()):
        addresses = element.get(name, "")
        if name == "srcset":
            addresses = [part.split()[0] for part in addresses.split(",") if part.strip()]
        else:
            addresses = [addresses]
        if any(address and is_foreign(address) for address in addresses):
            del element.attrib[name]
    if style := element.get("style"):
        # An escape hides the word url; nobody needs one here.
        element.set("style", "" if "\\" in style else _clean_css(style, is_foreign))
    if element.tag == "style" and element.text:
        element.text = _clean_css(element.text, is_foreign)
    return before != (dict(element.attrib), element.text)


def _clean_css(text, is_foreign):
    return CSS_ADDRESS.sub(
        lambda found: (
            "none" if is_foreign(found["url"] or found["imported"] or "") else found.group()
        ),
        text,
    )


def _origin(url):
    """Scheme, host and port of ``url``."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:  # no address at all
        return None
    return parts.scheme, parts.hostname, port


def program_arguments(own_urls):
    """Arguments of wkhtmltopdf: by a proxy that is not there, only this server is reached."""
    hosts = dict.fromkeys(urlsplit(url).hostname for url in own_urls)
    bypass = [word for host in hosts if host for word in ("--bypass-proxy-for", host)]
    return ["--proxy", NOWHERE, *bypass]
