from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...rules import identity

IDENTITY = ("walk_in_name", "walk_in_phone", "walk_in_identifier", "walk_in_note")


class AccountMove(models.Model):
    """Who the stranger is, on a document of the generic customer.

    One customer stands for all of them in the ledger, so whose document it is can be read here
    only: no credit of one stranger settles the document of another.
    """

    _inherit = "account.move"

    # A user who sees a document may know that its customer is the generic one.
    is_walk_in = fields.Boolean(
        related="commercial_partner_id.is_walk_in", string="Document of a walk-in customer"
    )
    walk_in_name = fields.Char(
        string="Walk-in customer",
        index="trigram",
        tracking=True,
        copy=False,
        help="Name of the person or company that bought without an account.",
    )
    walk_in_phone = fields.Char(string="Phone of the walk-in customer", tracking=True, copy=False)
    walk_in_identifier = fields.Char(
        string="Identifier",
        tracking=True,
        copy=False,
        help="Tax ID, identity card or any other number that says who the walk-in customer is.",
    )
    walk_in_note = fields.Char(
        string="Other mark",
        copy=False,
        help="What helps to find the document again, such as a number plate.",
    )
    # A user who sees a document may know that it was transferred, and to whom.
    walk_in_conversion_id = fields.Many2one(
        "receivables.walk.in.conversion",
        string="Transferred by",
        compute="_compute_walk_in_conversion_id",
        compute_sudo=True,
    )
    walk_in_customer_id = fields.Many2one(
        "res.partner",
        string="Transferred to",
        compute="_compute_walk_in_conversion_id",
        compute_sudo=True,
    )

    @api.depends("is_walk_in", "payment_state")
    def _compute_walk_in_conversion_id(self):
        """The transfer in force, if any: one that was reversed moves nothing any more."""
        self.walk_in_conversion_id = self.walk_in_customer_id = False
        walk_ins = self.filtered("is_walk_in")
        if not walk_ins._origin:
            return
        conversions = self.env["receivables.walk.in.conversion"].search(
            Domain("document_ids", "in", walk_ins._origin.ids)
        )
        for conversion in conversions.filtered(lambda conversion: conversion._is_standing()):
            for move in walk_ins:
                if move._origin in conversion.document_ids:
                    move.walk_in_conversion_id = conversion
                    move.walk_in_customer_id = conversion.partner_id

    def _get_walk_in_identity(self):
        """What identifies the walk-in customer of a document, the surest first.

        For a module to identify walk-in customers otherwise, it must override this method and
        return as many texts, empty when unknown, for every document.
        """
        self.ensure_one()
        return identity.identity(self.walk_in_identifier, self.walk_in_phone, self.walk_in_name)

    def copy_data(self, default=None):
        """What reverses a document, or replaces it, is of the same person; a mere copy is not."""
        vals_list = super().copy_data(default)
        if self.env.context.get("include_business_fields"):
            for move, vals in zip(self, vals_list, strict=True):
                for name in IDENTITY:
                    vals.setdefault(name, move[name])
        return vals_list

    def button_draft(self):
        """Reset entries to draft, but for walk-in documents that were transferred, and their entry.

        :raises UserError: the two accounts would no longer agree
        """
        for move in self.filtered("walk_in_conversion_id"):
            # The number of the entry that must be reversed first, and nothing else of it.
            raise UserError(
                self.env._(
                    "%(document)s was transferred to %(customer)s by %(entry)s. Reverse that entry "
                    "first.",
                    document=move.name,
                    customer=move.walk_in_customer_id.display_name,
                    entry=move.sudo().walk_in_conversion_id.move_id.name,
                )
            )
        # That such an entry exists is said to users who want to undo it.
        conversions = self.env["receivables.walk.in.conversion"].sudo()
        if conversion := conversions.search(Domain("move_id", "in", self.ids), limit=1):
            raise UserError(
                self.env._(
                    "%(entry)s transferred documents to %(customer)s. Reverse the entry instead: "
                    "the documents go back to the walk-in customer.",
                    entry=conversion.move_id.name,
                    customer=conversion.partner_id.display_name,
                )
            )
        return super().button_draft()

    def action_convert_walk_in(self):
        """Open the dialog that transfers these documents to the account of a customer.

        :raises UserError: they cannot be transferred, or not together
        """
        return self.env["receivables.convert.walk.in"]._open_for(self)
