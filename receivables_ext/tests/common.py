from odoo import fields
from odoo.fields import Command, Domain
from odoo.service.model import call_kw
from odoo.tests import Form, new_test_user

from odoo.addons.account.tests.common import AccountTestInvoicingCommon

from ..models.invoices.versions.by_law import by_law


class ReceivablesCommon(AccountTestInvoicingCommon):
    """A customer and a way to write their history as a ledger.

    Public for the tests of other addons.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.duplicate_days = 0  # equal amounts are booked freely
        cls.customer = cls.env["res.partner"].create({"name": "ACME", "ref": "411ACME"})
        cls.other_customer = cls.env["res.partner"].create({"name": "Globex"})
        cls.journal = cls.company_data["default_journal_bank"]
        cls.service = cls.env["receivables.allocation"]
        # Core's test company sets accounts on the payment methods; real charts leave them
        # empty, which is where payments without journal entry came from.
        lines = cls.journal.inbound_payment_method_line_ids
        lines.payment_account_id = False

    # === A ledger from text === #

    @classmethod
    def book(cls, text, customer=None, currency=None):
        """Book documents, one a line: ``date kind name amount [due date]``.

        Kinds: ``invoice``, ``credit_note``, ``payment`` (all validated), ``draft`` (a payment).
        A due date may be several, with their part: ``2026-01-31=30,2026-02-28=70`` (percent).

        :return: ``{name: document}``
        """
        documents = {}
        for line in text.strip().splitlines():
            date, kind, name, amount, *due = line.split()
            documents[name] = getattr(cls, f"_book_{kind}")(
                fields.Date.to_date(date),
                name,
                float(amount),
                due[0] if due else None,
                (customer or cls.customer),
                currency or cls.company.currency_id,
            )
        return documents

    @classmethod
    def _book_invoice(cls, date, name, amount, due, customer, currency, move_type="out_invoice"):
        parts = [part.partition("=") for part in due.split(",")] if due else []
        move = cls.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": customer.id,
                "currency_id": currency.id,
                "invoice_date": date,
                "date": date,
                "ref": name,
                "invoice_payment_term_id": cls._term(date, parts).id if len(parts) > 1 else False,
                "invoice_date_due": parts[0][0] if len(parts) == 1 else date,
                "invoice_line_ids": [
                    Command.create(
                        {"name": name, "price_unit": amount, "tax_ids": [Command.clear()]}
                    )
                ],
            }
        )
        move.action_post()
        return move

    @classmethod
    def _book_credit_note(cls, *args):
        return cls._book_invoice(*args, move_type="out_refund")

    @classmethod
    def _book_draft(cls, date, name, amount, due, customer, currency):
        return cls.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": customer.id,
                "amount": amount,
                "date": date,
                "currency_id": currency.id,
                "journal_id": cls.journal.id,
                "payment_reference": name,
                "duplicate_reason": "The same name in another test",
            }
        )

    @classmethod
    def _book_payment(cls, *args):
        payment = cls._book_draft(*args)
        payment.action_post()
        return payment

    @classmethod
    def _term(cls, date, parts):
        return cls.env["account.payment.term"].create(
            {
                "name": "Installments",
                "line_ids": [
                    Command.create(
                        {
                            "value": "percent",
                            "value_amount": float(percent),
                            "nb_days": (fields.Date.to_date(due) - date).days,
                        }
                    )
                    for due, _equal, percent in parts
                ],
            }
        )

    # === People === #

    @classmethod
    def person(cls, login, *groups, company=None, **values):
        """A user of the company, with the groups of these external ids."""
        company = company or cls.company
        return new_test_user(
            cls.env,
            login,
            groups=",".join(groups),
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            **values,
        )

    def call(self, user, model, method, *args, **kwargs):
        """Call as a remote client does: private methods are out of reach."""
        env = self.env(user=user, context={"allowed_company_ids": user.company_ids.ids})
        return call_kw(env[model], method, list(args), kwargs)

    # === Deeds === #

    @classmethod
    def open_lines(cls, customer=None):
        Line = cls.env["account.move.line"]
        return Line.search(Line._open_receivable_domain(customer or cls.customer), order="id")

    @classmethod
    def allocate(cls, strategy=None, customer=None):
        """Propose and apply for one customer; return the proposal."""
        proposal = cls.service.propose(cls.open_lines(customer).ids, strategy)
        cls.service.apply(proposal)
        return proposal

    @classmethod
    def receivable(cls, document):
        """The receivable items of an invoice, a credit note or a payment, oldest due first."""
        move = document.move_id if document._name == "account.payment" else document
        return move.line_ids.filtered_domain(
            Domain("account_id.account_type", "=", "asset_receivable")
        ).sorted("date_maturity")

    @classmethod
    def row(cls, invoice, credit, amount, **values):
        """One row of a proposal, for documents with one receivable item each."""
        debit, credit_line = cls.receivable(invoice)[:1], cls.receivable(credit)
        return {
            "debit_line_id": debit.id,
            "credit_line_id": credit_line.id,
            "amount": amount,
            "currency_id": credit_line.currency_id.id,
            "reason": "manual",
            **values,
        }

    def payment_form(self, **values):
        """The form of a new customer payment, filled with ``values`` as a person would."""
        form = Form(
            self.env["account.payment"].with_context(
                default_payment_type="inbound", default_partner_type="customer"
            ),
            view="account.view_account_payment_form",
        )
        for name, value in {"partner_id": self.customer, **values}.items():
            form[name] = value
        return form

    def payment_dialog(self, invoice):
        """The payment dialog that a person opens on ``invoice``."""
        action = invoice.action_register_payment()
        return Form(self.env[action["res_model"]].with_context(**action["context"]))

    def settle_by_core(self, invoice, payment):
        """Match them by core's own means, the whole payment on the first installment."""
        (self.receivable(invoice)[:1] + self.receivable(payment)).reconcile()

    @staticmethod
    def draft_by_law(documents):
        """Take documents back to draft, paid or not: what an authority cancelled goes this way."""
        by_law.opened(documents).button_draft()

    # === Expected === #

    def assertResiduals(self, documents, **expected):
        """Check what is left on documents, by name, above zero for debts and credits alike."""
        found = {
            name: abs(sum(self.receivable(documents[name]).mapped("amount_residual_currency")))
            for name in expected
        }
        self.assertEqual(
            {name: round(amount, 2) for name, amount in found.items()},
            expected,
            "What is left on each document",
        )
