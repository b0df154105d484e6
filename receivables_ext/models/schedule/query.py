from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from . import expected_date
from .rows import ITEM, ITEMS, LAST_CREDIT, OWED, PARTS, TO_BE_PAID, items_and_parts
from .shares import living


class ReceivablesInstallmentQuery(models.AbstractModel):
    """The SQL of the installment schedule: one row for each installment that the user may see.

    Facts come from outer joins of one row and from subqueries in the columns. PostgreSQL leaves
    the first out when nothing asks for them, and the second to the rows that are shown: totals
    over all open installments read one index, whose condition is repeated here word for word.
    """

    _name = "receivables.installment.query"
    _description = "Query of the installment schedule"

    @api.model
    def _select_installments(self):
        """The whole query, under the record rules on journal items of the user.

        Items that an agreement covers have a row for each of its parts. Where none holds today,
        the query is the shorter one.

        :raises AccessError: the user reads no journal items
        """
        items = self.env["account.move.line"]._search(self._installments_domain())
        items.add_where(SQL("(%s OR %s)", OWED, TO_BE_PAID))
        today = self._today()
        if not (agreements := living(self.env, today)):
            return self._select_rows(items.from_clause, items.where_clause, ITEMS)
        return self._select_rows(items_and_parts(items, agreements, today), SQL("TRUE"), PARTS)

    @api.model
    def _select_rows(self, tables, condition, row):
        """One row for each item, or for each part of them: see ``RowSource``."""
        columns = SQL(", ").join(
            SQL("%s AS %s", value, SQL.identifier(name))
            for name, value in self._installment_columns(row).items()
        )
        joins = SQL(" ").join(self._installment_joins())
        return SQL("SELECT %s FROM %s %s WHERE %s", columns, tables, joins, condition)

    @api.model
    def _installments_domain(self):
        """Debits of the accounts of customers, whatever their journal and kind of entry.

        What is left of any of them is owed. Of those that are settled,
        ``_select_installments()`` keeps what was to be paid. Core books differences of exchange
        without an amount in the currency of the item. A part of some cents may have no value in
        that of the company: it is owed all the same.
        """
        owed = Domain("amount_currency", ">", 0)
        return self.env["account.move.line"]._receivable_domain() & owed

    @api.model
    def _installment_joins(self):
        return [
            SQL("LEFT JOIN account_move document ON document.id = %s.move_id", ITEM),
            SQL("LEFT JOIN res_partner customer ON customer.id = %s.partner_id", ITEM),
            SQL(
                "LEFT JOIN account_payment_method_line preferred"
                " ON preferred.id = document.preferred_payment_method_line_id"
            ),
            *expected_date.expected_joins(ITEM),
        ]

    @api.model
    def _installment_columns(self, row):
        """SQL of each field of ``receivables.installment``.

        For a module to add a column, it must override this method, and
        ``_installment_joins()`` if need be.

        :param row: ``RowSource``
        """
        return {
            **{
                name: SQL("%s.%s", ITEM, SQL.identifier(column))
                for name, column in (
                    ("line_id", "id"),
                    ("move_id", "move_id"),
                    ("partner_id", "partner_id"),
                    ("company_id", "company_id"),
                    ("currency_id", "currency_id"),
                )
            },
            "id": row.id,
            "amount": row.amount,
            "amount_to_collect": row.remaining,
            "amount_received": SQL("%s - %s", row.amount, row.remaining),
            "amount_residual": SQL(
                "%(item)s.amount_residual * %(left)s"
                " / NULLIF(%(item)s.amount_residual_currency, 0)",
                item=ITEM,
                left=row.remaining,
            ),
            "settled": row.settled,
            "date_due": row.due,
            "date_contract": expected_date.due_sql(ITEM),
            "date_expected": row.expected,
            "date_settled": SQL("CASE WHEN %s THEN %s END", row.settled, self._settled_sql()),
            "agreement_id": row.agreement,
            "code": self._code_sql(row.rank),
            "document": self._document_sql(),
            "partner_ref": SQL("customer.ref"),
            "user_id": SQL("COALESCE(document.invoice_user_id, customer.user_id)"),
            "station_id": SQL("document.station_id"),
            "settled_outside": SQL("COALESCE(document.settled_outside, FALSE)"),
            "journal_id": self._means_sql("journal_id"),
            "payment_type": self._means_sql("means_id"),
            "followup_mode": SQL(
                "CASE WHEN %s.no_followup THEN 'none'"
                " ELSE COALESCE(customer.followup_mode, 'email') END",
                ITEM,
            ),
            "note": SQL("noted.note"),
            "promised_date": SQL("noted.promised_date"),
            "status": self._status_sql(row),
            "days_late": SQL(
                "CASE WHEN %s OR document.settled_outside THEN 0 ELSE %s - %s END",
                row.settled,
                self._today(),
                row.due,
            ),
        }

    @api.model
    def _today(self):
        return fields.Date.context_today(self)

    @api.model
    def _status_sql(self, row):
        """``rules.installments.status``, which a test holds beside it."""
        return SQL(
            """CASE WHEN %(settled)s THEN 'settled'
                    WHEN document.settled_outside THEN 'marked'
                    WHEN %(due)s < %(today)s THEN 'overdue'
                    WHEN %(due)s = %(today)s THEN 'due_today'
                    WHEN %(remaining)s <> %(amount)s
                    THEN 'partial' ELSE 'due' END""",
            settled=row.settled,
            due=row.due,
            remaining=row.remaining,
            amount=row.amount,
            today=self._today(),
        )

    @api.model
    def _means_sql(self, column):
        """How it was paid, or how it should be: as scheduled, as agreed, as the part before."""
        column = SQL.identifier(column)
        last = SQL(LAST_CREDIT, value=SQL("money.%s", column))
        planned = SQL("COALESCE(scheduled.%(column)s, preferred.%(column)s)", column=column)
        return SQL(
            "CASE WHEN %s.reconciled THEN %s ELSE COALESCE(%s, %s) END", ITEM, last, planned, last
        )

    @api.model
    def _settled_sql(self):
        return SQL(
            """(SELECT MAX(credit.date) FROM account_partial_reconcile settled
                  JOIN account_move_line credit ON credit.id = settled.credit_move_id
                 WHERE settled.debit_move_id = %s.id)""",
            ITEM,
        )

    @api.model
    def _code_sql(self, part_rank):
        """Number of the document and rank in it; once settled, also what settled it.

        The rank of a part of an agreement follows the one of its installment.

        The parts of an invoice come first, by due date, then what else a customer owes by it.
        """
        return SQL(
            """CONCAT_WS(' ', CONCAT(document.name, '-', (
                SELECT COUNT(*) FROM account_move_line sibling
                 WHERE sibling.move_id = %(item)s.move_id
                   AND sibling.account_id IN %(accounts)s
                   AND sibling.amount_currency > 0
                   AND (sibling.display_type <> 'payment_term', %(sibling_due)s, sibling.id)
                       <= (%(item)s.display_type <> 'payment_term', %(due)s, %(item)s.id)),
                '.' || %(part_rank)s),
                CASE WHEN %(item)s.reconciled THEN (
                SELECT STRING_AGG(DISTINCT credit.move_name, ', ')
                  FROM account_partial_reconcile settled
                  JOIN account_move_line credit ON credit.id = settled.credit_move_id
                 WHERE settled.debit_move_id = %(item)s.id
                   AND NOT EXISTS (SELECT FROM account_partial_reconcile adjusted
                        WHERE adjusted.exchange_move_id = credit.move_id)) END)""",
            item=ITEM,
            part_rank=part_rank,
            accounts=tuple(self.env["account.move.line"]._receivable_account_ids()) or (0,),
            due=expected_date.due_sql(ITEM),
            sibling_due=expected_date.due_sql(SQL.identifier("sibling")),
        )

    @api.model
    def _document_sql(self):
        """Title and number of the document, in the language of the user.

        An entry is named by what somebody wrote on it, else on the item. What is left of a refund
        is not the document that was refunded. Fees of a returned payment have one word: what is
        written on them names the payment as well.
        """
        return SQL(
            """CONCAT_WS(' ', CASE
                WHEN document.move_type = 'out_invoice' THEN %(invoice)s
                WHEN document.move_type = 'out_receipt' THEN %(receipt)s
                WHEN document.move_type = 'out_refund' THEN %(credit_note)s
                WHEN %(item)s.is_retained THEN %(item)s.name
                WHEN %(item)s.payment_id IS NOT NULL THEN %(refund)s
                WHEN EXISTS (SELECT FROM receivables_payment_return returned
                              WHERE returned.fees_move_id = document.id) THEN %(fees)s
                ELSE COALESCE(NULLIF(document.ref, ''), NULLIF(%(item)s.name, ''), %(entry)s) END,
                document.name)""",
            item=ITEM,
            invoice=self.env._("Invoice"),
            receipt=self.env._("Sales receipt"),
            credit_note=self.env._("Credit note"),
            refund=self.env._("Refund"),
            fees=self.env._("Bank fees"),
            entry=self.env._("Entry"),
        )
