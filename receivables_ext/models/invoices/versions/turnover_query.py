from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .content import DOCUMENTS


class ReceivablesTurnoverQuery(models.AbstractModel):
    """The SQL of the turnover: one row for each document or entry that counts in one of the two.

    Under the record rules of the user, on entries and on journal items.
    """

    _name = "receivables.turnover.query"
    _description = "Query of the turnover"

    @api.model
    def _select_turnover(self):
        """The whole query.

        :raises AccessError: the user reads no journal items
        """
        moves = self.env["account.move"]._search(self._entries_domain())
        return SQL(
            """SELECT %(columns)s
                 FROM %(moves)s
                 JOIN res_company company ON company.id = account_move.company_id
            LEFT JOIN receivables_revision version
                   ON version.move_id = account_move.id
                  AND version.rank = account_move.revision_count - 1
            LEFT JOIN (%(ledger)s) ledger ON ledger.move_id = account_move.id
                WHERE %(where)s
                  AND (account_move.turnover_amount <> 0 OR ledger.amount <> 0)""",
            columns=SQL(", ").join(
                SQL("%s AS %s", value, SQL.identifier(name))
                for name, value in self._turnover_columns().items()
            ),
            moves=moves.from_clause,
            ledger=self._select_ledger(),
            where=moves.where_clause or SQL("TRUE"),
        )

    @api.model
    def _entries_domain(self):
        return Domain("company_id", "in", self.env.companies.ids)

    @api.model
    def _select_ledger(self):
        """What the ledger says: posted items on accounts of income, above zero for a sale."""
        items = self.env["account.move.line"]._search(
            Domain("parent_state", "=", "posted")
            & Domain("account_id.account_type", "=", "income")
            & Domain("company_id", "in", self.env.companies.ids)
        )
        return SQL(
            """SELECT account_move_line.move_id, -SUM(account_move_line.balance) AS amount
                 FROM %s WHERE %s GROUP BY account_move_line.move_id""",
            items.from_clause,
            items.where_clause,
        )

    @api.model
    def _turnover_columns(self):
        """SQL of each field of ``receivables.turnover``.

        For a module to add a column, it must override this method.
        """
        counted = SQL("COALESCE(account_move.turnover_amount, 0)")
        booked = SQL("COALESCE(ledger.amount, 0)")
        return {
            "id": SQL("account_move.id"),
            "move_id": SQL("account_move.id"),
            "move_type": SQL("account_move.move_type"),
            "state": SQL("account_move.state"),
            # What counts is the last registered version, also when the draft says otherwise.
            "date": SQL(
                "CASE WHEN account_move.state = 'posted' THEN account_move.date"
                " ELSE COALESCE(version.invoice_date, account_move.date) END"
            ),
            "partner_id": SQL("COALESCE(version.partner_id, account_move.partner_id)"),
            "user_id": SQL("account_move.invoice_user_id"),
            "station_id": SQL("account_move.station_id"),
            "company_id": SQL("account_move.company_id"),
            "currency_id": SQL("company.currency_id"),
            "revision_id": SQL("version.id"),
            "turnover_amount": counted,
            "ledger_amount": booked,
            "difference": SQL("%s - %s", counted, booked),
            "why": self._why_sql(counted, booked),
        }

    @api.model
    def _why_sql(self, counted, booked):
        """Why the two differ, in a code of ``receivables.turnover``."""
        return SQL(
            """CASE WHEN %(counted)s = %(booked)s THEN NULL
                    WHEN account_move.move_type NOT IN %(documents)s THEN 'entry'
                    WHEN account_move.state = 'draft' THEN 'preparation'
                    WHEN version.id IS NULL THEN 'unversioned'
                    ELSE 'account' END""",
            counted=counted,
            booked=booked,
            documents=DOCUMENTS,
        )
