"""Thirty cheques before lunch: without the mouse, and in few keys."""

from odoo.tests import tagged

from .browser import BrowserCase

TABS = 5
ORDER = ("partner_id", "amount", "currency_id", "instrument_number", "instrument_bank")
FOCUSED = """() => {
    const {activeElement} = document;
    return (activeElement.closest("[name]") || activeElement).getAttribute("name");
}"""


@tagged("post_install", "-at_install")
class TestKeyboard(BrowserCase):
    """A cheque is entered by its customer, amount, number and bank, in this order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.name = "Menuiserie Blanc"
        cls.documents = cls.book("""
            2026-01-01  invoice  INV1  1500.00  2026-01-31
            2026-02-01  payment  PAY    300.00
        """)
        cheque = cls.env.ref("receivables_ext.means_cheque")
        cls.method = cls.env["account.payment.method.line"].create(
            {
                "name": "Cheque",
                "journal_id": cls.journal.id,
                "payment_method_id": cls.env.ref("account.account_payment_method_manual_in").id,
                "means_id": cheque.id,
            }
        )
        # The last payment of the clerk was a cheque, so the next one is proposed as a cheque.
        cls.last = (
            cls.env["account.payment"]
            .with_user(cls.clerk)
            .create(
                {
                    "partner_id": cls.other_customer.id,
                    "amount": 10.0,
                    "journal_id": cls.journal.id,
                    "payment_method_line_id": cls.method.id,
                    "instrument_number": "1",
                    "instrument_bank": "BNP",
                }
            )
        )

    def tab_to(self, person, name, text=None):
        """Press Tab until the field or button ``name`` has the focus; type there."""
        while (focused := person.page.evaluate(FOCUSED)) != name:
            self.tabs.append(focused)
            self.assertLessEqual(len(self.tabs), TABS, f"Too many tabs to {name}: {self.tabs}")
            person.page.keyboard.press("Tab")
        if text:
            person.page.keyboard.type(text)

    def enter_cheque(self, person, number):
        self.tabs = []
        keyboard = person.page.keyboard
        self.tab_to(person, "partner_id", "Menuiserie")
        person.see(".ui-menu-item a:has-text('Menuiserie Blanc')")
        keyboard.press("Enter")
        person.see("[name='customer_figures']:has-text('1,500.00')")
        self.tab_to(person, "amount", "900")
        self.tab_to(person, "instrument_number", number)
        self.tab_to(person, "instrument_bank", "BNP")
        self.tab_to(person, "action_post_and_new")
        keyboard.press("Enter")
        person.see(".o_notification:has-text('Menuiserie Blanc')")

    def test_a_cheque_takes_five_tabs_and_the_next_one_begins(self):
        with self.at(self.clerk, "/odoo/customer-payments/new") as clerk:
            clerk.see("[name='partner_id'] input:focus")
            self.enter_cheque(clerk, "0045512")
            clerk.see("[name='partner_id'] input:focus")
            used = list(self.tabs)
            breadcrumb = clerk.page.locator(".o_breadcrumb").inner_text()
        self.assertEqual(used, list(ORDER))
        self.assertNotIn("0045512", breadcrumb)
        payment = self.env["account.payment"].search([("instrument_number", "=", "0045512")])
        self.assertRecordValues(
            payment,
            [
                {
                    "partner_id": self.customer.id,
                    "amount": 900.0,
                    "payment_method_line_id": self.method.id,
                    "instrument_bank": "BNP",
                    "collection_state": "registered",
                    "create_uid": self.clerk.id,
                }
            ],
        )
        self.assertResiduals(self.documents, INV1=600.0)

    def test_the_totals_stay_on_screen(self):
        lines = "\n".join(
            f"2026-03-01 invoice MANY{rank} {rank}.00 2026-03-31" for rank in range(1, 25)
        )
        self.book(lines)
        draft = self.book("2026-04-01 draft DRAFT 500.00")["DRAFT"]
        with self.at(self.clerk, f"/odoo/customer-payments/{draft.id}") as clerk:
            clerk.see("[name='credit_left_amount']")
            box = clerk.page.locator("[name='credit_left_amount']").bounding_box()
        self.assertLessEqual(box["y"] + box["height"], 768)

    def test_the_credits_of_the_customer_are_used_first(self):
        draft = self.book("2026-04-01 draft DRAFT 900.00")["DRAFT"]
        with self.at(self.clerk, f"/odoo/customer-payments/{draft.id}") as clerk:
            clerk.see("[name='customer_pending']:has-text('1,500.00')")
            clerk.see("[name='customer_to_use']:has-text('300.00')")
            clerk.click("button[name='action_use_credits']")
            clerk.gone("[name='customer_to_use']")
            clerk.see("[name='customer_pending']:has-text('1,200.00')")
        self.assertResiduals(self.documents, INV1=1200.0, PAY=0.0)
