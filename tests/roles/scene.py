"""A person of each role, and a customer with something of everything that they may act on."""

from odoo.fields import Command, Date

from odoo.addons.receivables_ext.models.ledger.permit import permit
from odoo.addons.receivables_ext.tests.receipts.receipt_archive_common import ReceiptArchiveCommon

ROLES = {
    "employee": ("base.group_user",),
    "salesperson": ("base.group_user", "sales_team.group_sale_salesman"),
    "sales manager": ("base.group_user", "sales_team.group_sale_salesman_all_leads"),
    "collector": ("base.group_user", "receivables_ext.group_receivables_collector"),
    "user": ("base.group_user", "receivables_ext.group_receivables_user"),
    "manager": ("base.group_user", "receivables_ext.group_receivables_manager"),
    "invoicing": ("base.group_user", "account.group_account_invoice"),
    "accountant": ("base.group_user", "account.group_account_manager"),
    "auditor": ("base.group_user", "receivables_ext.group_receivables_auditor"),
    "portal": ("base.group_portal",),
}
"""Who they are: each with the groups of that role alone, and what these imply."""


def login_of(role):
    return f"role_{role.replace(' ', '_')}"


class RolesCommon(ReceiptArchiveCommon):
    """One customer of the salesperson, to whom the portal user belongs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.email = "acme@example.com"
        contact = cls.env["res.partner"].create({"name": "Ann", "parent_id": cls.customer.id})
        cls.people = {
            role: cls.person(
                login_of(role), *groups, **({"partner_id": contact.id} if role == "portal" else {})
            )
            for role, groups in ROLES.items()
        }
        internal = {group for role, names in ROLES.items() if role != "portal" for group in names}
        cls.owner = cls.person("role_owner", *internal, "base.group_system")
        cls.customer.user_id = cls.people["salesperson"]
        cls._book_everything()
        cls.env["account.move"].search(
            [("partner_id", "=", cls.customer.id), ("move_type", "!=", "entry")]
        ).invoice_user_id = cls.people["salesperson"]
        cls.env.flush_all()

    @classmethod
    def models_of_roles(cls):
        """Ours, and those of core on which our roles have rights."""
        registry = cls.env.registry
        ours = {
            name
            for name, model in registry.items()
            if name.startswith("receivables.") and not model._abstract
        }
        data = cls.env["ir.model.data"].search(
            [("module", "=", "receivables_ext"), ("model", "=", "ir.model.access")]
        )
        access = cls.env["ir.model.access"].browse(data.mapped("res_id"))
        return ours.union(access.model_id.mapped("model"))

    @classmethod
    def _book_everything(cls):
        cls.docs = cls.book(
            """
            2026-01-05 invoice B 300 2026-02-28=50,2026-03-31=50
            2026-01-06 invoice C 100
            2026-01-12 payment P 100
            2026-01-13 payment Q 40
            2026-01-13 draft D 50
            2026-01-13 draft F 55
            2026-01-14 credit_note N 20
            """
        )
        cls.service.apply([cls.row(cls.docs["C"], cls.docs["P"], 60.0)])
        cls._ask_for_a_correction()
        cls._return_a_payment()
        cls._cash_sale()
        for name in "DF":  # the second finds documents that the first one holds
            cls.docs[name].action_propose_allocation()
        cls.docs["F"].date = Date.add(Date.today(), days=9)
        later = cls.docs["E"] = cls.book("2026-01-13 draft E 60")["E"]
        later.date = Date.add(Date.today(), days=9)
        later.action_schedule()
        cls.book("2026-01-07 invoice M 70")["M"]._mark_settled_outside("Seen at the bank")
        cls._stranger()
        cls._pile()
        cls._documents()
        cls._order()
        cls._agreements()
        cls._slips()

    @classmethod
    def _ask_for_a_correction(cls):
        payment = cls.book("2026-01-11 payment R 900")["R"]
        cls.company.correction_approval_amount = 500.0
        dialog = cls.env["receivables.correct.payment"].with_user(cls.people["user"])
        dialog.create({"payment_id": payment.id, "reason": "Wrong amount"}).action_correct()

    @classmethod
    def _return_a_payment(cls):
        payment = cls.book("2026-01-11 payment S 30")["S"]
        reason = cls.env["receivables.return.reason"].search([], limit=1)
        cls.env["receivables.return.payment"].create(
            {"payment_id": payment.id, "date": Date.today(), "reason_id": reason.id}
        ).action_return()

    @classmethod
    def _pile(cls):
        cls.pile = cls.env["receivables.payment.pile"].create(
            {"journal_id": cls.journal.id, "difference_reason": "Nobody counted"}
        )
        cls.pile.enter_row({"amount": 12.0})

    @classmethod
    def _stranger(cls):
        counter = cls.env["res.partner"].create({"name": "Counter", "is_walk_in": True})
        cls.docs |= cls.book("2026-01-08 invoice W 10", counter)
        cls.docs["W"].invoice_user_id = cls.people["salesperson"]

    @classmethod
    def _documents(cls):
        cls.receipt("REC/1")
        cls.receipt("REC/2", delivery="print")
        cls.receipt("REC/3", retention_date="2020-12-31")
        failed = {"state": "failed", "error": "Mailbox is full"}
        cls.receipt("REC/4", **failed)
        cls.env["receivables.payment.export"].create(
            {"date_from": "2026-01-01", "date_to": "2026-01-31"}
        )
        request = cls.env["receivables.statement"].create(
            {"partner_ids": [Command.set(cls.customer.ids)], "company_id": cls.company.id}
        )
        # As the dialog does: nobody has the right to write here.
        mailing = (
            cls.env["receivables.statement.mailing"]
            .sudo()
            .create({"company_id": cls.company.id, "user_id": cls.owner.id, "count": 1})
        )
        copies = cls.env["receivables.statement.issue"]._queue(
            request, cls.customer, mailing_id=mailing.id
        )
        file = {"attachment_id": cls.receipt("REC/5").attachment_id.id}
        permit.opened(copies).sudo().write({**failed, **file})

    @classmethod
    def _cash_sale(cls):
        """A sale that was settled by itself: nobody has seen the money yet."""
        cls.company.cash_terms_policy = "settle"
        sale = cls.docs["B"].copy({"invoice_date": "2026-01-14"})
        sale.partner_id = cls.customer.copy()  # who has no credit that goes first
        sale.invoice_payment_term_id = cls.env.ref("receivables_ext.payment_term_cash")
        sale.action_post()
        cls.company.cash_terms_policy = "ask"

    @classmethod
    def _order(cls):
        """An accepted order whose deposit is not invoiced; the payments may be that deposit."""
        product = cls.env["product.product"].create({"name": "Work", "type": "service"})
        line = {"product_id": product.id, "price_unit": 100.0, "tax_ids": [Command.clear()]}
        # Core gives a company that is made in another one the account of that one.
        cls.company.downpayment_account_id = False
        # Who books the rest of the scene sells nothing.
        cls.env["sale.order"].sudo().create(
            {
                "partner_id": cls.customer.id,
                "user_id": cls.people["salesperson"].id,
                "state": "sale",
                "deposit_amount": 30.0,
                "order_line": [Command.create(line)],
            }
        )

    @classmethod
    def _agreements(cls):
        """One that is prepared, and one that holds."""
        for name in ("prepared", "agreed"):
            document = cls.book("2026-01-09 invoice A 90 2026-01-20")["A"]
            agreement = cls.env["receivables.agreement"].browse(
                document.action_agree_anew()["res_id"]
            )
            if name == "agreed":
                agreement._agree("Ann")

    @classmethod
    def _slips(cls):
        """Cards in the safe, a slip that is prepared and one that was remitted; and a pile."""
        method = cls.journal.inbound_payment_method_line_ids[:1]
        method.means_id = cls.env.ref("receivables_ext.means_card")
        pile = cls.env["receivables.payment.pile"].create({"journal_id": cls.journal.id})
        taken, prepared, *cls.in_safe = cls.env["account.payment"].create(
            [
                {
                    "partner_id": cls.customer.id,
                    "partner_type": "customer",
                    "payment_type": "inbound",
                    "journal_id": cls.journal.id,
                    "payment_method_line_id": method.id,
                    "amount": amount,
                    "pile_id": pile.id,
                    "duplicate_reason": "On purpose",
                }
                for amount in (21.0, 22.0, 23.0, 24.0)
            ]
        )
        for payment in (taken, prepared, *cls.in_safe):
            payment.action_post()
        Slip = cls.env["receivables.remittance"]
        cls.prepared = Slip.browse(prepared.action_take_to_bank()["res_id"])
        Slip.browse(taken.action_take_to_bank()["res_id"]).action_remit()
