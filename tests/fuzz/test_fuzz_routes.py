"""Every address of the addon, asked for by each role and by nobody, with anything in it."""

import re
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from tests.fuzz.fuzz_common import ROLES, FuzzCommon, examples, numbers, texts

OURS = "odoo.addons.receivables_ext."
LOGGERS = ("odoo.http", "odoo.sql_db", "odoo.addons.base.models.ir_actions_report")

# Core's controller of reports reads them; what it cannot read is for it to say.
ids = st.lists(st.one_of(st.integers(0, 99), st.just(10**30)), min_size=1, max_size=5).map(
    lambda numbers: ",".join(map(str, numbers))
)
parts = st.one_of(
    texts.map(lambda text: text.replace("/", "")),
    numbers.map(str),
    ids,
    st.sampled_from(["%00", "٣", "pdf", "xlsx", "0", "-1", "9" * 400]),
)
# What matches no address of ours is looked up by core, which cannot take this one.
typed_parts = parts.filter(lambda text: not {"\0", "%00"}.intersection({text, *text}))
queries = st.dictionaries(
    st.sampled_from(
        [
            *("access_token", "download", "date_from", "date_to", "mode", "company_id", "sortby"),
            *("by_customer", "answer", "comment", "page"),
        ]
    ),
    texts,
    max_size=2,
)


def our_addresses(env):
    """Addresses of our own controllers, as they are declared."""
    rules = http._generate_routing_rules(env.registry._init_modules, nodb_only=False)
    return [url for url, endpoint in rules if endpoint.func.__module__.startswith(OURS)]


def our_routes(env):
    """Addresses of our own controllers: fixed texts, and what may stand between them."""
    return [
        [
            text if rank % 2 == 0 else parts if text.startswith("string:") else typed_parts
            for rank, text in enumerate(re.split("<(.*?)>", url))
        ]
        for url in our_addresses(env)
    ]


@tagged("post_install", "-at_install")
class TestFuzzRoutes(FuzzCommon, HttpCase):
    """A page, a file or a sentence comes back; a refusal leaves nothing."""

    def test_every_address(self):
        routes = our_routes(self.env)
        self.assertGreater(len(routes), 10)
        reports = self.env["ir.actions.report"].search([("report_name", "=like", "receivables%")])
        for report in reports:
            for converter in ("html", "pdf", "text"):
                routes.append([f"/report/{converter}/{report.report_name}/", ids])
        bad = {}
        for role in (*ROLES, None):
            login = role and f"fuzz_{role}"
            self.authenticate(login, login)
            for route in routes:
                self._fuzz(route, role, bad)
        self.assertFalse(bad, "\n".join(f"{key}: {why}" for key, why in bad.items()))

    def _fuzz(self, route, role, bad):
        holes = [part for part in route if not isinstance(part, str)]

        @examples(4)
        @given(st.tuples(*holes), queries)
        def play(values, query):
            rest = iter(values)
            path = "".join(
                part if isinstance(part, str) else quote(next(rest), safe=",%") for part in route
            )
            asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
            before = self.traces()
            with mute_logger(*LOGGERS):
                answer = self.url_open(f"{path}?{asked}", allow_redirects=False)
            if answer.status_code >= 500 or "Traceback (most recent" in answer.text[:100000]:
                bad.setdefault(f"{path[:150]}?{asked[:150]} as {role}", answer.status_code)
            if answer.status_code >= 400:
                self.env.invalidate_all()
                self.assertEqual(self.traces(), before, path)

        play()
