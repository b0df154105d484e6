"""Where the money of a cash term is received, and how."""

from dataclasses import dataclass

from odoo import models
from odoo.fields import Domain

from ..entry.means import CASH


@dataclass(frozen=True, slots=True)
class Till:
    """A journal and one of its methods; both are empty where the company has none."""

    journal: models.Model
    method: models.Model

    @property
    def is_cash(self):
        """Whether what it receives is cash."""
        return is_cash(self.method)


def is_cash(method):
    """Whether what is received by ``method`` is cash: by its means, else by its journal."""
    if method.means_id:
        return method.means_id.code == CASH
    return method.journal_id.type == "cash"


def find_tills(moves):
    """The till of each of ``moves``: of its term, usual means or station, or the first one."""
    known, found = {}, {}
    for move in moves:
        usual = move.preferred_payment_method_line_id
        key = (move.invoice_payment_term_id, usual, move.company_id, move.station_id)
        if key not in known:
            known[key] = _find_till(*key)
        found[move] = known[key]
    return found


def _find_till(term, usual, company, station):
    term = term.with_company(company)
    method = term.settle_method_line_id or (not term.settle_journal_id and usual)
    journal = method.journal_id if method else term.settle_journal_id
    if not journal:
        Journal = term.env["account.journal"]
        first = Journal.search(
            Domain(Journal._check_company_domain(company)) & Domain("type", "=", "cash"), limit=1
        )
        journal = station._till(first) if station and first else first
    methods = journal._get_available_payment_method_lines("inbound")
    return Till(journal, method or methods[:1])
