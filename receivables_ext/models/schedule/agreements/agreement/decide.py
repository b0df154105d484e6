from odoo import fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from ....ledger import asked
from ....ledger.permit import permit
from .. import wording
from .record import HOW

CODE = "receivables.agreement"
OPEN = ("draft", "proposed")
"""Not decided yet."""


class ReceivablesAgreement(models.Model):
    """How an agreement is decided: proposed, agreed, replaced by a new version, or ended."""

    _inherit = "receivables.agreement"

    def action_propose(self):
        """Give it its number, show it to the customer on the portal and open the mail to them.

        :return: action that opens the mail
        :raises AccessError: the user prepares no agreements
        :raises UserError: the parts are not what is left of the documents, or their days are past
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft":
            self._check_ready()
            self._number()
            # The user may write it; what is written says what was just checked.
            today = fields.Date.context_today(self)
            permit.opened(self).write({"state": "proposed", "issued_on": today})
        return self.action_send()

    def _note_agreed(self, name, how):
        """Note that the customer agreed, by telephone or on paper: it holds from now on.

        :param str name: of the person who accepted it for the customer
        :param str how: one of ``HOW``, other than on the portal
        :raises AccessError: the user prepares no agreements
        :raises UserError: nobody is named, or it is neither a draft nor proposed, or its amounts or
            days no longer fit
        """
        self.ensure_one()
        self.check_access("write")
        name = (asked.read_text(self.env, name) or "").strip()
        if not name:
            raise UserError(self.env._("Enter who agreed for the customer."))
        if how not in dict(HOW) or how == "portal":
            raise UserError(self.env._("Say how the customer agreed."))
        self._agree(name, how=how)

    def _agree(self, name, signature=False, how="portal"):
        """Let it hold from today on.

        :param str name: of who accepted it for the customer
        :param signature: of who signed it, base64, if anybody did
        :param str how: one of ``HOW``; other than on the portal, the user notes it
        :raises UserError: it is neither a draft nor proposed, or its amounts or days no longer fit
        """
        self.ensure_one()
        self._hold()
        if self.state not in OPEN:
            raise UserError(
                self.env._("%(agreement)s was decided already.", agreement=self.display_name)
            )
        self._check_ready()
        self._number()
        self._supersede()
        # The caller checked the rights of the user, or the address that the customer was sent:
        # the days of this agreement and nothing else.
        known, today = permit.opened(self.sudo()), fields.Date.context_today(self)
        known.write(
            {
                "state": "agreed",
                "issued_on": self.issued_on or today,
                "agreed_on": today,
                "agreed_by": name,
                "agreed_how": how,
                "noted_by_id": how != "portal" and self.env.uid,
                "signature": signature,
            }
        )
        known.item_ids.is_agreed = True
        self.env.invalidate_all()  # days of invoices, of the schedule, of the customer
        known._tell_documents(wording.agreed_words(self))

    def _hold(self):
        """Keep others away from this agreement until the transaction ends.

        Two agreements on the same items are told apart by the database: see ``is_agreed``.

        :raises UserError: somebody was faster
        """
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is deciding on %(agreement)s at this moment. Look at it again "
                    "in a minute.",
                    agreement=self.display_name,
                )
            ) from error
        self.invalidate_recordset()

    def action_new_version(self):
        """Prepare a new version, of what is left now. This one holds until that is agreed.

        :return: action that opens it, or the one that is not decided yet
        :raises AccessError: the user prepares no agreements
        :raises UserError: it is a draft, or nothing is left to agree on
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("proposed", "agreed"):
            raise UserError(
                self.env._("Make a new version of an agreement that is proposed or agreed.")
            )
        following = Domain("replaces_id", "=", self.id) & Domain("state", "in", OPEN)
        if version := self.search(following, limit=1):
            return version._get_records_action()
        lines = self.item_ids.line_id.filtered_domain(self._coverable_domain())
        return self._draft_for(lines, replaced=self)._get_records_action()

    def _end(self, reason):
        """End it: the original due dates are back from now on.

        :param str reason: why, for those who read it later
        :raises AccessError: the user prepares no agreements
        :raises UserError: no reason is given, or it is neither proposed nor agreed
        """
        self.check_access("write")
        text = (asked.read_text(self.env, reason) or "").strip()
        if not text:
            raise UserError(self.env._("Say why the agreement ends."))
        for agreement in self:
            if agreement.state not in ("proposed", "agreed"):
                raise UserError(
                    self.env._("%(agreement)s does not hold.", agreement=agreement.display_name)
                )
            permit.opened(agreement)._cease(text)
            if agreement.agreed_on:
                agreement._tell_documents(
                    self.env._(
                        "%(agreement)s ended: the original due dates hold again. Reason: "
                        "%(reason)s",
                        agreement=agreement.display_name,
                        reason=text,
                    )
                )
        self.env.invalidate_all()
        return True

    def _tell_documents(self, words):
        # The documents of an agreement that the user may decide on; one sentence on each.
        moves = self.sudo().move_ids
        moves._message_log_batch(bodies=dict.fromkeys(moves.ids, words))

    def _others(self):
        """Agreements on the same items that were agreed and not replaced."""
        # On items that the caller found, whoever follows them; their names and states only.
        agreements = self.sudo().search(
            Domain("item_ids.line_id", "in", self.sudo().item_ids.line_id.ids)
            & Domain("state", "=", "agreed")
        )
        return agreements - self

    def _others_that_hold(self):
        return self._others().filtered(
            lambda one: one.standing != "broken" and one not in self._replaced_versions()
        )

    def _replaced_versions(self):
        versions, earlier = self.browse(), self.replaces_id
        while earlier:
            versions, earlier = versions | earlier, earlier.replaces_id
        return versions

    def _supersede(self):
        """What this one replaces holds no longer: its earlier versions, and broken ones."""
        others = self._others() | self._replaced_versions().filtered(
            lambda one: one.state in ("proposed", "agreed")
        )
        # A customer signs what somebody proposed who may; others end what they may write.
        if not self.env.su and not others.sudo(False).has_access("write"):
            raise UserError(
                self.env._(
                    "An agreement that you do not see covers some of these documents: ask somebody "
                    "who does to end it."
                )
            )
        # Rights were checked above; nothing but the end of these is written.
        permit.opened(others.sudo())._cease(
            self.env._("Replaced by %(agreement)s", agreement=self.display_name)
        )

    def _cease(self, why):
        """Let agreements hold no longer, in the database at once: others may cover their items."""
        today = fields.Date.context_today(self)
        self.write({"state": "replaced", "ended_reason": why, "ended_on": today})
        told = self.env._("Ended: %(reason)s", reason=why)
        self._message_log_batch(bodies=dict.fromkeys(self.ids, told))
        self.item_ids.is_agreed = False
        self.flush_recordset()
        self.item_ids.flush_recordset()

    def _number(self):
        if not self.name:
            # Numbers are taken by whoever proposes an agreement that they may write.
            sequence = self.env["ir.sequence"].sudo().with_company(self.company_id)
            permit.opened(self).name = sequence.next_by_code(CODE)
