"""What the README promises: each job is done in the browser, and its clicks are counted."""

import re

from odoo import fields
from odoo.tests import tagged

from dev.paths import ROOT

from .browser import BrowserCase

TABLE = re.compile(r"^\| To do .*\n\|[ |-]+\n((?:\|.*\n)+)", re.MULTILINE)
ROW = re.compile(r"^\| (.+?) +\| (\d+) ", re.MULTILINE)
INVOICES, PAYMENTS, PARTNERS = "customer-invoices", "customer-payments", "res.partner"
CUSTOMER_LIST = "/odoo/action-account.res_partner_action_customer"
CUSTOMERS = "[data-menu-xmlid='account.menu_finance_receivables']"
SCHEDULE = "[data-menu-xmlid='receivables_ext.menu_installments']"
PDF = "button[name='action_print_pdf']"


def promised():
    """``{job: clicks}`` of the table of the README."""
    rows = TABLE.search((ROOT / "README.md").read_text()).group(1)
    return {job: int(clicks) for job, clicks in ROW.findall(rows)}


@tagged("post_install", "-at_install")
class TestClicks(BrowserCase):
    """One method for each row of the table; typing counts for nothing."""

    def at_form(self, path, record):
        return self.at(self.clerk, f"/odoo/{path}/{record.id}")

    def select(self, person, names):
        """Tick the rows of ``names`` in a list; what is done with them is counted, not this."""
        for name in names:
            person.tick(f".o_data_row:has-text('{name}')")
        person.clicks = 0

    def test_every_row_is_counted(self):
        rows = promised()
        self.assertEqual(rows.keys(), JOBS.keys())
        for job, clicks in rows.items():
            with self.subTest(job):
                self.assertEqual(JOBS[job](self), clicks)

    # === Each job, from where it begins === #

    def use_credit(self):
        docs = self.book("2026-01-01 payment PAY1 300\n2026-02-01 invoice INV1 1000 2026-03-01")
        with self.at_form(INVOICES, docs["INV1"]) as person:
            person.click("button[name='action_apply_credits']")
            person.gone("button[name='action_apply_credits']")
        self.assertResiduals(docs, INV1=700.0, PAY1=0.0)
        return person.clicks

    def pay_the_next(self):
        docs = self.book("2026-01-01 invoice INV2 110\n2026-02-01 invoice INV3 120")
        names = [docs[key].name for key in ("INV2", "INV3")]
        pay = ".modal button[name='action_create_payments']:visible"
        with self.at(self.clerk, f"/odoo/{INVOICES}") as person:
            self.select(person, names)
            person.click("button[name='action_pay_one_by_one']")
            person.see(".modal-title:has-text('(2 ')")
            person.click(pay)
            person.see(".modal-title:has-text('(1 ')")
            person.clicks = 0  # the first one is paid
            person.click(pay)
            person.gone(".modal")
        self.assertResiduals(docs, INV2=0.0, INV3=0.0)
        return person.clicks

    def pay_before_any_invoice(self):
        self.other_customer.name = "Menuiserie Blanc"
        with self.at(self.clerk, f"/odoo/{PAYMENTS}") as person:
            person.click(".o_list_button_add")
            person.see("[name='partner_id'] input:focus")
            person.page.keyboard.type("Menuiserie")
            person.see(".ui-menu-item a:has-text('Menuiserie Blanc')")
            person.page.keyboard.press("Enter")
            person.type_in("[name='amount_div'] [name='amount'] input", "250")
            person.click("button[name='action_post']")
            person.see(".o_arrow_button_current:has-text('Registered')")
        self.assertEqual(self.other_customer.amount_to_use, 250.0)
        return person.clicks

    def use_credit_note(self):
        docs = self.book("2026-01-01 invoice INV4 600\n2026-01-02 credit_note NOTE 100")
        with self.at_form("customer-credit-notes", docs["NOTE"]) as person:
            person.click("button[name='action_use_credit']")
            person.click(".modal button[name='action_apply']:visible")
            person.gone(".modal")
        self.assertResiduals(docs, NOTE=0.0)
        return person.clicks

    def allocate_for_customers(self):
        self.customer.name = "Zébulon"
        docs = self.book("2026-01-01 payment PAY5 50\n2026-02-01 invoice INV5 80")
        with self.at(self.clerk, CUSTOMER_LIST) as person:
            person.click(".o_switch_view.o_list")
            self.select(person, ["Zébulon"])
            person.click(".o_control_panel_actions .o_cp_action_menus button:has-text('Actions')")
            person.click(".o-dropdown-item:has-text('Allocate now')")
            person.see(".o_notification, .modal")
        self.assertResiduals(docs, PAY5=0.0)
        return person.clicks

    def see_statement(self, act=None):
        with self.at_form(PARTNERS, self.customer) as person:
            person.click("button[name='action_open_statement']")
            person.see(".o_receivables_table tr.o_total")
            if act:
                act(person)
        return person.clicks

    def print_statement(self):
        def act(person):
            with person.page.expect_download():
                person.click(PDF)

        return self.see_statement(act)

    def see_what_is_late(self):
        self.book("2026-01-01 invoice LATE 77 2026-01-31")
        with self.at(self.clerk, f"/odoo/{INVOICES}") as person:
            person.click(CUSTOMERS)
            person.click(SCHEDULE)
            person.click(".o_only_late")
            person.see(".o_only_late[aria-pressed='true']")
            person.see(".o_data_row:has-text('77.00')")
        return person.clicks

    def send_receipt(self):
        self.company.receipt_policy = "send"
        self.customer.email = "acme@example.com"
        invoice = self.book("2026-01-01 invoice SENT 90")["SENT"]
        money = self.book(f"{fields.Date.today()} payment MONEY 90")["MONEY"]
        self.service.apply([self.row(invoice, money, 90.0)])
        with self.at_form(INVOICES, invoice) as person:
            person.see(".o_form_view .o_arrow_button_current")
        self.env.cr.flush()  # what a commit does: the receipt is queued
        # The PDF program asks this server for styles.
        with self.allow_requests(all_requests=True):
            self.env.ref("receivables_ext.ir_cron_issue_receipts").method_direct_trigger()
        receipt = self.env["receivables.receipt"].search([("move_id", "=", invoice.id)])
        self.assertEqual((receipt.state, receipt.delivery), ("issued", "email"))
        return person.clicks

    def sell_in_cash(self):
        invoice = self.book("2026-02-01 invoice CASH 45")["CASH"].copy(
            {
                "invoice_date": fields.Date.today(),
                "invoice_payment_term_id": self.env.ref("receivables_ext.payment_term_cash").id,
            }
        )
        with self.at_form(INVOICES, invoice) as person:
            person.click("button[name='action_post']:visible")
            person.see(".modal [name='amount'] input:focus")
            person.page.keyboard.press("Enter")
            person.gone(".modal")
        self.assertEqual(invoice.amount_residual, 0.0)
        return person.clicks

    def record_return(self):
        payment = self.book("2026-01-01 payment BACK 60")["BACK"]
        with self.at_form(PAYMENTS, payment) as person:
            person.click("button[name='action_return']:visible")
            person.see(".modal [name='reason_id'] input:focus")
            person.page.keyboard.type("Refus")
            person.see(".modal .ui-menu-item a, .ui-menu-item a")
            person.page.keyboard.press("Enter")
            person.click(".modal button[name='action_return']:visible")
            person.gone(".modal")
        self.assertEqual(payment.collection_state, "returned")
        return person.clicks


JOBS = {
    "use the customer's credit on an open invoice": TestClicks.use_credit,
    "pay the next invoice of the list, after the first": TestClicks.pay_the_next,
    "record a payment before any invoice, from the menu": TestClicks.pay_before_any_invoice,
    "use a credit note on the oldest invoices": TestClicks.use_credit_note,
    "allocate the credits of selected customers": TestClicks.allocate_for_customers,
    "see the statement of a customer, from the form": TestClicks.see_statement,
    "print it": TestClicks.print_statement,
    "see what is late, and how much": TestClicks.see_what_is_late,
    "send the receipt of an invoice that was paid": TestClicks.send_receipt,
    "sell in cash: validate and pay an invoice": TestClicks.sell_in_cash,
    "record that the bank returned a payment": TestClicks.record_return,
}
