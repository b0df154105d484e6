import json
import logging
from itertools import groupby

from odoo import api, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

# Where the scheduled action stopped for want of time: [company id, customer id].
STOPPED_AT = "receivables_ext.allocation_run_stopped_at"


class ReceivablesAllocationRun(models.AbstractModel):
    """Allocate the open credits of many customers: the scheduled action and the button."""

    _name = "receivables.allocation.run"
    _description = "Allocation of the credits of many customers"

    @api.model
    def _allocate(self, partners, company):
        """Settle what the credits of ``partners`` can settle, by strategy, in one plan.

        :return: number of allocations made
        """
        Line = self.env["account.move.line"].with_company(company)
        service = self.env["receivables.allocation"].with_company(company)
        # The history of allocations says who, when and why for each of them: a second message
        # in the chatter of each invoice would cost as much as the allocations themselves.
        service = service.with_context(mail_notrack=True)
        lines = Line.search(
            Line._open_receivable_domain(partners) & Domain("company_id", "=", company.id)
        )
        return len(service.apply(service.propose(lines.ids)))

    @api.model
    def _candidates(self):
        """Customers who have both something to use and something to settle.

        :return: list of (company, customer), sorted by their ids
        """
        Line = self.env["account.move.line"]
        companies = self.env["res.company"].search([("active", "=", True)])
        scope = Line.with_context(allowed_company_ids=companies.ids)._receivable_domain()
        others = self.env["receivables.allocation"]._unproposable_partners()
        pairs = Line._read_group(
            scope & Line._open_domain() & Domain("partner_id", "not in", [False, *others.ids]),
            ["company_id", "partner_id"],
            having=[("amount_residual:min", "<", 0.0), ("amount_residual:max", ">", 0.0)],
        )
        return sorted(pairs, key=self._rank)

    @api.model
    def _rank(self, pair):
        return [record.id for record in pair]

    @api.model
    def _cron_allocate_credits(self, batch_size=100):
        """Allocate the open credits of all customers, one transaction a batch.

        A run that has no time left remembers where it stopped: the next one goes on from
        there, so that customers whom nothing can settle never keep the others waiting.
        """
        Parameter = self.env["ir.config_parameter"]
        stopped_at = json.loads(Parameter.get_param(STOPPED_AT, "[]"))
        todo = [pair for pair in self._candidates() if self._rank(pair) > stopped_at]
        self.env["ir.cron"]._commit_progress(remaining=len(todo))
        for pair, seconds_left in self._steps(todo, batch_size):
            if not seconds_left:
                Parameter.set_param(STOPPED_AT, json.dumps(self._rank(pair)))
                self._commit(0)
                return
        Parameter.set_param(STOPPED_AT, False)

    @api.model
    def _steps(self, todo, batch_size):
        """Allocate ``todo`` by batches, and one by one in a batch that fails.

        :return: yields the last (company, customer) of each step, and the seconds left
        """
        for company, pairs in groupby(todo, key=lambda pair: pair[0]):
            pairs = list(pairs)
            for start in range(0, len(pairs), batch_size):
                batch = pairs[start : start + batch_size]
                if (left := self._try(batch, company)) is not None:
                    yield batch[-1], left
                    continue
                for pair in batch:
                    left = self._try([pair], company)
                    yield pair, self._commit(1) if left is None else left

    @api.model
    def _try(self, pairs, company):
        """Allocate and commit; a failure leaves nothing behind.

        :return: seconds left to the scheduled action, or ``None`` after a failure
        """
        partners = self.env["res.partner"].browse([partner.id for _company, partner in pairs])
        try:
            self._allocate(partners, company)
            return self._commit(len(pairs))
        except Exception:
            self.env.cr.rollback()
            level = logging.ERROR if len(pairs) == 1 else logging.INFO
            message = "The credits of these customers could not be allocated: %s"
            _logger.log(level, message, partners.ids, exc_info=True)
            return None

    @api.model
    def _commit(self, processed):
        """Commit what was done, and forget what was read: memory stays flat."""
        left = self.env["ir.cron"]._commit_progress(processed)
        self.env.invalidate_all()
        return left
