"""Somebody with a browser or a program: calls over HTTP, and what comes back."""

import json
import re
import urllib.error
import urllib.request

from dev.server import Session

SENTENCES = (
    *("UserError", "ValidationError", "AccessError", "RedirectWarning", "MissingError"),
    *("AccessDenied", "LockError", "SessionExpiredException"),
)
"""Refusals: what people are told. Any other is an error of a program."""

NOT_READ = "<script.*?</script>|<style.*?</style>"


class Refused(Exception):
    """The server answered with a sentence."""


class Fault(Exception):
    """The server answered with an error of its program."""


class Caller:
    """Somebody who is logged in, or nobody."""

    def __init__(self, url, database, login, company_ids=()):
        self.url, self.heard, self.context = url, [], {"allowed_company_ids": [*company_ids]}
        self.opener = (
            Session(url, database, login, login).opener
            if login
            else urllib.request.build_opener(urllib.request.ProxyHandler({}))
        )

    def __call__(self, model, method, *args, **kwargs):
        """What a public method returns.

        :raises Refused: a sentence came back
        :raises Fault: something else did
        """
        kwargs.setdefault("context", {})
        kwargs["context"] = {**self.context, **kwargs["context"]}
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.rpc(f"/web/dataset/call_kw/{model}/{method}", params)

    def rpc(self, path, params):
        """What an address of JSON-RPC returns; see ``__call__``."""
        request = urllib.request.Request(
            self.url + path,
            json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode(),
            {"Content-Type": "application/json"},
        )
        with self.opener.open(request, timeout=120) as answer:
            body = json.loads(answer.read())
        if "error" not in body:
            self.heard.append(json.dumps(body.get("result"), ensure_ascii=False))
            return body.get("result")
        data = body["error"].get("data") or {}
        message = data.get("message") or body["error"]["message"]
        self.heard.append(message)
        if data.get("name", "").rpartition(".")[2] in SENTENCES:
            raise Refused(message)
        raise Fault(f"{data.get('name')}: {data.get('debug') or message}")

    def get(self, path):
        """Text of a page.

        :raises Refused: it is not for this visitor, or asks for what makes no sense
        :raises Fault: an error of the server
        """
        try:
            with self.opener.open(self.url + path, timeout=120) as answer:
                text = answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            if error.code >= 500:
                raise Fault(f"{path}: {error.code}\n{text[-2000:]}") from None
            raise Refused(f"{error.code} {text}") from None
        finally:
            self.heard.append(re.sub(NOT_READ, "", text, flags=re.DOTALL))
        return text
