"""Allocations in the ledger that break a rule: older versions, SQL or other modules made them."""

from dataclasses import dataclass

from odoo.fields import Domain
from odoo.tools import SQL

from .families import company_families


@dataclass(frozen=True, slots=True)
class BrokenAllocation:
    """A document whose allocation breaks a rule; ``other_move_id`` is the one it is tied to.

    ``rule``: ``draft`` (a document that is not validated is still matched), ``customer`` (it
    settles a document of another customer, and no third party paid) or ``residual`` (what is
    left of it is not its amount less its allocations).
    """

    rule: str
    partner_id: int | None
    company_id: int
    move_id: int
    other_move_id: int | None = None


def find_broken_allocations(env, partner_ids=None):
    """Allocations that break a rule, among the items that the user may read.

    :param partner_ids: ids of customers or their contacts; None for all
    :return: list of ``BrokenAllocation``, each document and rule once
    """
    env.flush_all()  # queries name their columns
    found = []
    for family in company_families(env):
        items = _items_of(family, partner_ids)
        for query in (matches_sql(items), residuals_sql(items)):
            found += [BrokenAllocation(*row) for row in family.execute_query(query)]
    return list(dict.fromkeys(found))


def _items_of(env, partner_ids):
    """SQL of the ids of items on accounts of customers, validated or not."""
    Line = env["account.move.line"]
    domain = Domain("company_id", "in", env.companies.ids)
    domain &= Domain("account_id", "in", Line._receivable_account_ids())
    if partner_ids is not None:
        # Ids only: the rules on journal items say which of them count.
        partners = env["res.partner"].sudo().browse(partner_ids)
        domain &= Domain("partner_id", "child_of", partners.commercial_partner_id.ids)
    return Line._search(domain).subselect()


def matches_sql(items):
    """One row for each match of a draft, or between two customers.

    Two drafts wait for each other, as decision 37 says. Without a customer, as on a line of the
    bank, an item may settle anything: core does so.
    """
    return SQL(
        """SELECT CASE WHEN item.parent_state = 'posted' THEN 'customer' ELSE 'draft' END,
                  item.partner_id, item.company_id, item.move_id, other.move_id
             FROM account_partial_reconcile match
       CROSS JOIN LATERAL (VALUES (match.debit_move_id, match.credit_move_id),
                                  (match.credit_move_id, match.debit_move_id)) pair (own, against)
             JOIN account_move_line item ON item.id = pair.own
             JOIN account_move_line other ON other.id = pair.against
        LEFT JOIN res_partner holder ON holder.id = item.partner_id
        LEFT JOIN res_partner against ON against.id = other.partner_id
        LEFT JOIN account_payment money ON money.id = COALESCE(item.payment_id, other.payment_id)
            WHERE item.id IN %s
              AND (item.parent_state <> 'posted' AND other.parent_state = 'posted'
                   OR item.parent_state = 'posted' AND other.parent_state = 'posted'
                      AND pair.own = match.credit_move_id AND money.payer_id IS NULL
                      AND holder.commercial_partner_id <> against.commercial_partner_id)
         ORDER BY match.id""",
        items,
    )


def residuals_sql(items):
    """One row for each document with an item that its matches do not explain."""
    return SQL(
        """SELECT DISTINCT 'residual', item.partner_id, item.company_id, item.move_id
             FROM account_move_line item
        LEFT JOIN (SELECT side.line_id, SUM(side.amount) AS amount, SUM(side.own) AS own
                     FROM account_partial_reconcile match
               CROSS JOIN LATERAL (VALUES
                          (match.debit_move_id, match.amount, match.debit_amount_currency),
                          (match.credit_move_id, -match.amount, -match.credit_amount_currency)
                          ) side (line_id, amount, own)
                 GROUP BY side.line_id) matched ON matched.line_id = item.id
            WHERE item.id IN %s AND item.parent_state = 'posted'
              AND (ROUND(item.balance - item.amount_residual
                         - COALESCE(matched.amount, 0), 6) <> 0
                   OR ROUND(item.amount_currency - item.amount_residual_currency
                            - COALESCE(matched.own, 0), 6) <> 0)
         ORDER BY item.move_id""",
        items,
    )
