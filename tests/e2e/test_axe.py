"""Everybody can use our pages: axe-core finds nothing serious in what is ours."""

from pathlib import Path

import axe_playwright_python
from lxml import etree

from odoo import fields
from odoo.tests import tagged

from .browser import PHONE, BrowserCase

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
# Odoo's own parts, which are as Odoo makes them on every page.
CORE = (".o_portal_index_card img",)
BACKEND_CORE = (
    ".o_searchview",  # facets and icons of the search have roles without parent or name
    ".o_list_record_selector",  # boxes that select lines have no label
    ".o_optional_columns_dropdown",  # the button has a picture only
    ".badge.text-bg-info",  # white on core's light blue
    ".badge.text-bg-success",  # white on core's green
    ".o_notebook_headers",  # tabs in a list whose items have no role
    ".o_select_menu",  # choices, with attributes that their role does not have
    ".o-autocomplete",  # the same; core gives no way to name the field of several records
    ".o_search_panel_sidebar",  # the button that opens it has a picture only
    ".o-mail-Avatar",  # a picture without name
    ".o-mail-Chatter-topbar",  # its icons say img, and nothing else
)
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

    def assertNothingSerious(self, person, path, ready, root, core=CORE, click=None):
        person.page.goto(self.base_url() + path, wait_until="commit")
        person.see(ready)
        if click:
            person.click(click)
            person.see(root)
        person.page.wait_for_timeout(500)
        person.page.evaluate(AXE)
        with self.subTest(path):
            self.assertEqual(person.page.evaluate(FIND, [root, list(core)]), [])

    def test_the_pages_of_a_customer(self):
        with self.at(self.visitor, "/my", size=PHONE) as visitor:
            for path in ("/my", "/my/statement", "/my/receipts", "/receivables/verify"):
                self.assertNothingSerious(visitor, path, "main", "main")

    def test_the_screens_of_a_clerk(self):
        manager = self.user_with(
            "browser_manager", "base.group_system,account.group_account_manager"
        )
        draft, payment, invoice = (self.docs[name].id for name in ("DRAFT", "PAY", "INV2"))
        pay = "button[name='action_register_payment']:visible"
        pages = (
            ("customer-payments", ".o_data_row"),
            (f"customer-payments/{draft}", ".o_form_view .o_arrow_button_current"),
            (f"customer-payments/{payment}", ".o_form_view .o_arrow_button_current"),
            ("receivables-schedule", ".o_data_row"),
            ("receivables-receipts", ".o_list_view"),
            (f"customer-invoices/{invoice}", ".o_form_view .o_arrow_button_current"),
            ("receivables-invoices", ".o_list_view"),
        )
        all_customers = "button[name='all_customers']"
        table = ".o_receivables_statement"
        with self.at(manager) as person:
            for page, ready in pages:
                self.assertScreen(person, page, ready)
            self.assertScreen(person, f"customer-invoices/{invoice}", pay, ".modal-dialog", pay)
            settings, ours = "action-account.action_account_config", self.our_settings()
            self.assertScreen(person, settings, ours, ours)
            self.assertScreen(
                person, "receivables-statements", all_customers, f"{table}:has(tr)", all_customers
            )

    def our_settings(self):
        """Selector of the settings of ours: core's are on the same page."""
        views = self.env["ir.ui.view"].search(
            [("model", "=", "res.config.settings"), ("arch_fs", "like", "receivables_ext/")]
        )
        nodes = [node for view in views for node in etree.fromstring(view.arch).iter("setting")]
        return ", ".join(f"#{node.get('id')}" for node in nodes)

    def assertScreen(self, person, page, ready, root=".o_action_manager", click=None):
        self.assertNothingSerious(person, f"/odoo/{page}", ready, root, BACKEND_CORE, click)
