"""Everybody can use our pages: axe-core finds nothing serious in what is ours."""

from pathlib import Path

import axe_playwright_python

from odoo import fields
from odoo.tests import tagged

from .browser import PHONE, BrowserCase

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
# Odoo's own parts, which are as Odoo makes them on every page.
CORE = (".o_portal_index_card img",)
FIND = """async ([root, core]) => {
    const exclude = core.filter((part) => document.querySelector(part)).map((part) => [part]);
    const found = await axe.run({include: [[root]], exclude}, {resultTypes: ["violations"]});
    return found.violations
        .filter(({impact}) => ["serious", "critical"].includes(impact))
        .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`));
}"""


@tagged("post_install", "-at_install")
class TestAxe(BrowserCase):
    """The pages of a customer, on a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        day = fields.Date.add(fields.Date.today(), days=-3)
        cls.docs = cls.book(f"""
            2026-01-01  invoice  INV1   500.00  {day}
            2026-01-02  invoice  INV2  1600.00  2099-01-31
            2026-01-05  payment  PAY    500.00
            2026-01-07  draft    DRAFT  300.00
        """)
        cls.allocate()
        cls.visitor = cls.user_with(
            "browser_visitor", "base.group_portal", partner_id=cls.customer.id
        )

    def assertNothingSerious(self, person, path, ready, root):
        person.page.goto(self.base_url() + path, wait_until="commit")
        person.see(ready)
        person.page.wait_for_timeout(500)
        person.page.evaluate(AXE)
        self.assertEqual(person.page.evaluate(FIND, [root, list(CORE)]), [], path)

    def test_the_pages_of_a_customer(self):
        with self.at(self.visitor, "/my", size=PHONE) as visitor:
            for path in ("/my", "/my/statement", "/my/receipts", "/receivables/verify"):
                self.assertNothingSerious(visitor, path, "main", "main")
