"""Receipts before they are issued: marked DRAFT, without a number, and nothing is kept."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..ledger import asked
from .content import prepare_content
from .pdf import render_receipt
from .settlement import find_facts, find_settlements


def _check_is_employee(env):
    if not (env.su or env.user._is_internal()):
        raise AccessError(env._("A document is shown to customers once it is issued."))


def preview_invoice(invoice):
    """What the document of ``invoice`` would say today, whatever the settings.

    :return: an action that shows it
    :raises UserError: nothing of it is paid, or credit notes alone settled it
    :raises AccessError: the user may not read it, or is a customer
    """
    env = invoice.env
    # Employees who may read an invoice may know what settled it, as on the invoice itself.
    _check_is_employee(env)
    invoice = asked.elevated(invoice)
    settlement = find_settlements(invoice)[invoice.id]
    if not settlement.has_money:
        raise UserError(
            env._(
                "No payment settles %(invoice)s yet: register one first. Credit notes alone "
                "make no receipted invoice.",
                invoice=invoice.display_name,
            )
        )
    is_settled = invoice.currency_id.is_zero(settlement.remaining)
    return _show_draft(
        env,
        {
            "kind": "receipted" if is_settled else "balance",
            "move_id": invoice.id,
            "partner_id": invoice.commercial_partner_id.id,
            "company_id": invoice.company_id.id,
            "currency_id": invoice.currency_id.id,
        },
        invoice.name,
    )


def preview_payment(payment):
    """What the receipt of ``payment`` would say today.

    :return: an action that shows it
    :raises UserError: it is no registered customer payment
    :raises AccessError: it settles documents that the user may not see
    """
    env = payment.env
    _check_is_employee(env)
    _check_may_see(payment)
    # Who may read a payment may print its receipt, without any right on entries.
    payment = asked.elevated(payment)
    payment._check_can_issue_receipt()
    return _show_draft(
        env,
        {
            "kind": "payment",
            "payment_ids": [Command.link(payment.id)],
            "partner_id": payment.partner_id.commercial_partner_id.id,
            "company_id": payment.company_id.id,
            "currency_id": payment.currency_id.id,
        },
        payment.name,
    )


def _check_may_see(payment):
    """The receipt names all that the payment settles: other stations' and customers' too."""
    settled = payment.sudo().reconciled_invoice_ids  # compared with what the user may read
    if settled - payment._get_settled_documents():
        raise AccessError(
            payment.env._(
                "%(payment)s also settles documents that you may not see: ask somebody who may "
                "to preview its receipt.",
                payment=payment.display_name,
            )
        )


def _show_draft(env, values, name):
    # Nobody may create receipts: nothing is written, and that the user may see it was checked.
    env = env(su=True)
    receipt = env["receivables.receipt"].new(values)
    receipt.lang = env["receivables.receipt.issue"]._get_lang(receipt)
    receipt.data = prepare_content(env, receipt, find_facts(receipt))
    content = render_receipt(env, receipt, draft=True)
    return {
        "type": "ir.actions.client",
        "tag": "receivables_pdf",
        "params": {
            "name": env._("Draft of the document of %(document)s.pdf", document=name),
            "content": base64.b64encode(content).decode(),
        },
    }
