"""Documents that some must not see: of another company, of a hidden station, of a colleague."""

import re
from dataclasses import dataclass

from odoo.fields import Command, Date

from tests.roles.scene import RolesCommon

ALL = frozenset(
    {"employee", "salesperson", "sales manager", "collector", "user", "manager", "invoicing"}
) | {"accountant", "auditor", "portal"}

TELLING = {
    *(("salesperson", "colleague"), ("user", "station")),
    *(("accountant", "company"), ("portal", "colleague")),
}
"""The pairs of a short run: who is told nothing of what."""


@dataclass(frozen=True)
class Secret:
    """What is kept from ``hidden_from``: by model, and the texts that would give it away."""

    name: str
    hidden_from: frozenset
    records: dict  # model: ids
    traces: re.Pattern

    def found_in(self, answer):
        """The trace that an answer shows, or nothing."""
        found = self.traces.search(str(answer))
        return found[0] if found else ""


class SecretsCommon(RolesCommon):
    """Beside the customer of the scene three more, each with an invoice, a payment, documents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["receivables.station"].create(
            {
                "code": "HERE",
                "name": "Here",
                "company_id": cls.company.id,
                "user_ids": [Command.set([user.id for user in cls.people.values()])],
            }
        )
        cls.there = cls.env["receivables.station"].create(
            {"code": "THERE", "name": "There", "company_id": cls.company.id}
        )
        cls.company.station_restricted = True
        seen = {"manager", "accountant", "auditor"}
        cls.secrets = [
            cls._secret("colleague", frozenset({"employee", "salesperson", "portal"}), 7301.17),
            cls._secret("station", ALL - seen, 8412.29, station=cls.there),
            cls._secret("company", ALL, 9523.31, company=cls.setup_other_company(name="Elsewhere")),
        ]
        cls.env.flush_all()

    @classmethod
    def _secret(cls, name, hidden_from, amount, station=None, company=None):
        before = cls._rows()
        data = company or cls.company_data
        cls.env.user.receivables_station_ids = station
        mark = f"Zq{name}"
        customer = cls.env["res.partner"].create(
            {
                "name": f"{mark} customer",
                "email": "zq@example.com",
                "company_id": data["company"].id if company else False,
                "user_id": cls.owner.id if name == "colleague" else cls.people["salesperson"].id,
            }
        )
        paid = round(amount / 3, 2)
        cls._documents_of(customer, data, mark, amount, paid)
        cls.env.user.receivables_station_ids = False
        records = {model: sorted(ids - before[model]) for model, ids in cls._rows().items()}
        amounts = {number for one in (amount, paid, amount - paid) for number in _written(one)}
        # The name of a customer is for every colleague, but for one of another company.
        words = [rf"{mark} document", *([f"{mark} customer"] if company else []), *amounts]
        return Secret(name, hidden_from, records, re.compile("|".join(words)))

    @classmethod
    def _documents_of(cls, customer, data, mark, amount, paid):
        company = data["company"]
        invoice = cls.init_invoice(
            "out_invoice", partner=customer, amounts=[amount], taxes=[], company=company
        )
        invoice.invoice_user_id = customer.user_id
        invoice.ref = invoice.payment_reference = f"{mark} document"
        invoice.action_post()
        vals = {
            "partner_id": customer.id,
            "memo": f"{mark} document",
            "journal_id": data["default_journal_bank"].id,
            "duplicate_reason": "On purpose",
        }
        lines = cls.receivable(invoice)
        cls.env["receivables.installment.note"]._write_down(lines, {"note": f"{mark} document"})
        Payment = cls.env["account.payment"].with_company(company)
        payment, returned, planned = Payment.create([{**vals, "amount": paid}] * 3)
        planned.action_propose_allocation()
        method = data["default_journal_bank"].inbound_payment_method_line_ids[:1]
        method.means_id = cls.env.ref("receivables_ext.means_card")
        (payment + returned).action_post()
        slip = payment.action_take_to_bank()["res_id"]
        cls.env["receivables.remittance"].browse(slip).action_remit()
        cls.service.with_company(company).apply([cls.row(invoice, payment, paid)])
        cls.env["receivables.return.payment"].with_company(company).create(
            {
                "payment_id": returned.id,
                "date": Date.today(),
                "reason_id": cls.env["receivables.return.reason"].search([], limit=1).id,
            }
        ).action_return()
        cls._ask_to_correct(returned.copy({"duplicate_reason": "On purpose"}))
        cls.receipt(
            f"{mark} document",
            move_id=invoice.id,
            partner_id=customer.id,
            company_id=company.id,
            amount_initial=amount,
            amount_paid=paid,
            settled_key="",
        )
        request = cls.env["receivables.statement"].create(
            {"partner_ids": [Command.set(customer.ids)], "company_id": company.id}
        )
        if not invoice.station_id:  # a statement is of a customer, wherever they bought
            cls.env["receivables.statement.issue"]._queue(request, customer)

    @classmethod
    def _ask_to_correct(cls, payment):
        """As a colleague does whose manager is to decide."""
        payment.action_post()
        cls.env["receivables.payment.correction"]._ask(payment, "correct", "Wrong", Date.today())

    @classmethod
    def _rows(cls):
        """Ids of what the database holds, of each model of the page of roles."""
        return {
            name: set(cls.env[name].sudo().with_context(active_test=False).search([]).ids)
            for name in cls.models_of_roles()
        }


def _written(amount):
    """An amount as files, screens and mails write it."""
    whole, cents = divmod(round(amount * 100), 100)
    return {
        re.escape(f"{whole}.{cents:02}"),
        rf"{whole // 1000}[,.\s\u202f]{whole % 1000:03}[.,]{cents:02}",
    }
