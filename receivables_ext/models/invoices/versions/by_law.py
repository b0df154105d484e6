"""Cancellations that an authority granted: what electronic invoicing does with the invoice then.

**How it works**: in some countries an invoice that was sent is cancelled at the tax authority, and
core then resets and cancels it. Those methods of core run with a permit, an object of this process
which no remote call can send; nothing else does. They are named here one by one, and wrapped where
their module is installed.
"""

from functools import wraps

from ...ledger.permit import Permit

by_law = Permit("receivables_by_law_permission")
"""Opened by the methods of core below while they do what an authority granted."""

METHODS = {
    # Formats of several countries, once every web service has confirmed the cancellation.
    "account.edi.document": ("_process_job",),
    "account.move": (
        "_l10n_hu_edi_process_query_transaction_result",  # Hungary: annulment verified
        "_l10n_in_edi_cancel_invoice",  # India: IRN cancelled
        "_l10n_my_edi_cancel_moves",  # Malaysia: cancelled on MyInvois
        "_l10n_vn_edi_cancel_invoice",  # Vietnam: cancelled on SInvoice
        "l10n_es_tbai_cancel",  # Basque Country: cancellation accepted by TicketBAI
    ),
    "l10n_es_edi_verifactu.document": ("_cancel_after_sending",),  # Spain: Veri*Factu
    "l10n_tw_edi.invoice.cancel": ("button_request_cancel",),  # Taiwan: invalidated at ECPay
}


def wrap(registry):
    """Open the permit around those methods, as far as they are installed."""
    for model, names in METHODS.items():
        for name in names if model in registry else ():
            method = getattr(registry[model], name, None)
            if method and not hasattr(method, "receivables_by_law"):
                setattr(registry[model], name, _granted(method))


def _granted(method):
    @wraps(method)  # what a remote call reads on the method stays on it
    def granted(records, *args, **kwargs):
        return method(by_law.opened(records), *args, **kwargs)

    granted.receivables_by_law = True
    return granted
