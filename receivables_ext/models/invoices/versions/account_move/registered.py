from odoo import api, fields, models
from odoo.exceptions import UserError

from .....rules import revisions
from ....ledger import kept
from ....ledger.permit import permit
from .. import guard, paid
from ..content import DOCUMENTS, documents, prepare_versions

OWN_FIELDS = {"revision_count", "turnover_amount", "revision_reason", "replaces_id"}


class AccountMove(models.Model):
    """Each time an invoice or credit note is registered, a version of it is written.

    The last one counts in the turnover, also while the next is prepared.
    """

    _inherit = "account.move"

    revision_ids = fields.One2many(
        "receivables.revision", "move_id", string="Versions", readonly=True, copy=False
    )
    # Computed by the system when a version is written, read by whoever reads the document.
    revision_count = fields.Integer(
        string="Registered versions", compute="_compute_turnover_amount", store=True, copy=False
    )
    revision = fields.Char(
        string="Version",
        compute="_compute_revision",
        help="1.0 until it is registered for the first time; in draft after that, the version "
        "that is prepared.",
    )
    turnover_amount = fields.Monetary(
        string="Turnover",
        compute="_compute_turnover_amount",
        store=True,
        copy=False,
        currency_field="company_currency_id",
        help="Tax excluded, in the currency of the company: that of the last registered version, "
        "also while the next one is prepared. Below zero for a credit note, zero when cancelled.",
    )
    revision_reason = fields.Char(
        string="Why this version", copy=False, readonly=True, help="Kept with the version."
    )
    revision_notice = fields.Char(compute="_compute_revision")

    def _auto_init(self):
        """Give documents that are there already no version here: SQL does, see ``install.py``."""
        kept.create_columns(self, {"turnover_amount": "numeric", "revision_count": "int4"})
        return super()._auto_init()

    # === Compute === #

    @api.depends("state", "revision_ids")
    def _compute_turnover_amount(self):
        registrable = documents(self)
        others = self - registrable
        others.revision_count, others.turnover_amount = 0, 0.0
        for move in registrable:
            versions = move.revision_ids
            last = max(versions, key=lambda version: version.rank, default=versions)
            move.revision_count = len(versions)
            move.turnover_amount = 0.0 if move.state == "cancel" else last.turnover_amount

    @api.depends("state", "revision_count", "move_type")
    @api.depends_context("lang")
    def _compute_revision(self):
        for move in self:
            count, is_draft = move.revision_count, move.state == "draft"
            move.revision = revisions.number(count if is_draft else max(0, count - 1))
            move.revision_notice = False
            if move.move_type not in DOCUMENTS:
                move.revision = False
            elif is_draft and count:
                move.revision_notice = self.env._(
                    "Version %(next)s in preparation, %(last)s counts.",
                    next=move.revision,
                    last=revisions.number(count - 1),
                )

    # === Write === #

    @api.model
    def default_get(self, fields):
        """Take no default for what only versions say, nor for being registered.

        A context gives defaults, which a remote call sends, and so do users for themselves.
        """
        values = super().default_get([name for name in fields if name not in OWN_FIELDS])
        if "state" in values:
            values["state"] = "draft"
        return values

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse what only the versions of a document say.

        :raises UserError: it is given
        """
        for vals in vals_list:
            self._check_revision_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Write on entries; a file that is sent completes the version that was sent.

        :raises UserError: what only the versions of a document say is given, or it is registered
            for less than what was paid
        """
        self._check_revision_fields(vals)
        by_hand = self.browse()
        if vals.get("state") == "posted" and not guard.posting.is_open(self.env):
            by_hand = self.filtered(lambda move: move.state != "posted")
        result = super().write(vals)
        # Not by the button: a programme wrote the state, perhaps with other values.
        paid.check_not_below(by_hand)
        by_hand._allocate_again()
        by_hand._register_versions()
        if vals.get("is_move_sent"):
            self._link_sent_file()
        return result

    @api.model
    def _check_revision_fields(self, vals):
        if OWN_FIELDS & vals.keys() and not permit.is_open(self.env):
            raise UserError(
                self.env._(
                    "Versions of an invoice are not written by hand: use Modify, or Credit and "
                    "replace."
                )
            )

    def _post(self, soft=True):
        """Register documents, and write a version of each."""
        posted = super(AccountMove, guard.posting.opened(self))._post(soft).with_env(self.env)
        posted._register_versions()
        return posted

    def _register_versions(self):
        """Write a version of these documents, in one go."""
        # The right to register a document is enough; a version says what the document says.
        moves = documents(self).sudo()
        if not moves:
            return
        values = prepare_versions(moves)
        for move, vals in zip(moves, values, strict=True):
            vals["reason"] = move.revision_reason
            if move.revision_count and not vals["reason"]:
                vals["reason"] = self.env._("No reason was given.")
        # As above.
        permit.opened(self.env["receivables.revision"].sudo()).create(values)
        if explained := moves.filtered("revision_reason"):
            permit.opened(explained).revision_reason = False

    def _link_sent_file(self):
        """Keep the file that was sent with the version that it is of."""
        # The file and the version are of documents that the user has just sent.
        for move in documents(self).sudo().filtered("invoice_pdf_report_id"):
            last = move.revision_ids.sorted("rank")[-1:]
            if move.state == "posted" and not last.attachment_id:
                permit.opened(last).attachment_id = move.invoice_pdf_report_id

    def action_open_revisions(self):
        """Show the versions of this document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Versions of %(document)s", document=self.display_name),
            "res_model": "receivables.revision",
            "view_mode": "list,form",
            "domain": [("move_id", "=", self.id)],
            "context": {"create": False},
        }
