import logging

import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools.translate import TranslationImporter, get_po_paths

from .models.invoices.life_cycle.facts import fill_facts
from .models.invoices.versions.by_law import by_law
from .models.invoices.versions.install import write_first_versions
from .models.ledger.permit import permit
from .models.payments.entry.account_payment.left import fill_left
from .models.remittances.remittance.remit import CODE as SLIPS

_logger = logging.getLogger(__name__)


# === Installing === #


def post_init_hook(env):
    say_core_words(env)
    fill_facts(env.cr)
    fill_left(env.cr)
    written = write_first_versions(env)
    _logger.info("Version 1.0 of %s registered documents was written.", written)


# === Words of core === #


def say_core_words(env):
    """Name what core shows on our screens as we do, in the languages that are there already.

    Odoo reads ``i18n_extra`` by itself when a language is added, and keeps words that are there.
    """
    _read_core_words(env).save(force_overwrite=True)


def _restore_core_words(env):
    said = _read_core_words(env)
    xmlids = {
        xmlid
        for found in (said.model_translations, said.model_terms_translations)
        for by_field in found.values()
        for by_record in by_field.values()
        for xmlid in by_record
    }
    core = TranslationImporter(env.cr, verbose=False)
    for lang, _name in env["res.lang"].get_installed():
        for path in get_po_paths("account", lang):
            core.load_file(path, lang, xmlids=xmlids)
    core.save(force_overwrite=True)


def _read_core_words(env):
    importer = TranslationImporter(env.cr, verbose=False)
    for lang, _name in env["res.lang"].get_installed():
        for path in get_po_paths("receivables_ext", lang):
            if "i18n_extra" in path:
                importer.load_file(path, lang)
    return importer


# === Uninstalling === #


def uninstall_hook(env):
    """Give core its words back, and take the payments and orders of the examples away.

    Those of the company stay: they are in its books. Examples that cannot be deleted, as in a
    closed period, stay too.
    """
    _restore_core_words(env)
    # Each company has its own, made with its first slip.
    env["ir.sequence"].search([("code", "=", SLIPS)]).unlink()
    # And what invoices of the examples registered by themselves.
    by_itself = _examples(env, "account.move").reconciled_payment_ids.filtered(
        "awaits_confirmation"
    )
    payments = permit.opened(_examples(env, "account.payment") | by_itself)
    try:
        with env.cr.savepoint():
            while followers := payments.replacement_ids + payments.refund_ids - payments:
                payments |= followers
            _delete(payments)
    except (UserError, psycopg2.Error) as error:
        _logger.warning("The payments of the examples stay: %s", error)
    try:
        with env.cr.savepoint():
            _delete_orders(_examples(env, "sale.order"))
            # Odoo would delete them later, when it has forgotten how our fields follow from them.
            invoices = _examples(env, "account.move")
            permit.opened(invoices.agreement_ids).unlink()
            _delete_invoices(invoices)
    except (UserError, psycopg2.Error) as error:
        _logger.warning("The orders and invoices of the examples stay: %s", error)


def _examples(env, model):
    known = env["ir.model.data"].search(
        Domain("module", "=", "receivables_ext")
        & Domain("model", "=", model)
        & Domain("name", "=like", "demo\\_%")
    )
    return env[model].with_context(force_delete=True).browse(known.mapped("res_id")).exists()


def _delete_orders(orders):
    """Delete ``orders`` with the deposits that were invoiced on them."""
    _delete_invoices(orders.invoice_ids)
    orders._action_cancel()
    orders.unlink()


def _delete_invoices(moves):
    moves = by_law.opened(permit.opened(moves))
    moves.filtered(lambda move: move.state != "draft").button_draft()
    moves.unlink()
    moves.env.flush_all()


def _delete(payments):
    """Delete ``payments`` with what was entered about them."""
    returns, corrections = payments.return_ids, payments.correction_ids
    entries = returns.move_id + returns.fees_move_id + corrections.reversal_id
    corrections.unlink()
    returns.unlink()
    entries.button_draft()
    entries.unlink()
    payments.export_ids = [Command.clear()]
    payments.action_draft()
    payments.unlink()
