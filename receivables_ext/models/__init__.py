"""The rooms of the house, from the ground up: a room uses those above it in this list only."""

# isort: skip_file
from . import ledger  # what counts as customer debt, and records that are never changed
from . import issuing  # documents sent to people: queued, frozen, mailed, and to whom
from . import stations  # the site or till where something was entered
from . import allocation  # which credit settles which installment: propose, apply, remember
from . import walk_ins  # strangers who share one account, never mixed
from . import payments  # money of customers: entered, kept as credit, corrected
from . import schedule  # what is due when, and when it is expected
from . import (
    receivables_statement_output,
)
from . import (
    account_move,
    account_payment,
    ir_actions_report,
    receivables_receipt,
    receivables_receipt_access,
    receivables_receipt_archive,
    receivables_receipt_content,
    receivables_receipt_issue,
    receivables_receipt_payment,
    receivables_receipt_pdf,
    receivables_receipt_preview,
    receivables_receipt_settlement,
    receivables_receipt_wording,
    receivables_receipt_zip,
    receivables_statement,
    receivables_statement_answer,
    receivables_statement_computation,
    receivables_statement_conversion,
    receivables_statement_copy,
    receivables_statement_difference,
    receivables_statement_document,
    receivables_statement_document_line,
    receivables_statement_guard,
    receivables_statement_issue,
    receivables_statement_layout,
    receivables_statement_mailing,
    receivables_statement_match,
    receivables_statement_movement,
    receivables_statement_open_item,
    receivables_statement_page,
    receivables_statement_pdf,
    receivables_statement_plan,
    receivables_statement_report,
    receivables_statement_screen,
    receivables_statement_spreadsheet,
    receivables_statement_unit,
    receivables_statement_untaxed,
    receivables_statement_walk_in,
    receivables_statement_wording,
    res_company,
    res_config_settings,
    res_partner,
)
