"""The account of a customer is kept whole when its holder moves, by whoever may write contacts.

A payment and an invoice name a contact; their items are in the account of its commercial entity.
Core brings the items along when a contact joins a company, and leaves them there when it leaves.
"""

from collections import defaultdict

from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.account.models.account_move import BYPASS_LOCK_CHECK

# Of every company: `_receivable_domain()` asks those of the user.
POSTED_ITEMS = Domain("parent_state", "=", "posted") & (
    Domain("account_type", "=", "asset_receivable")
    | Domain("account_id.receivables_company_ids", "!=", False)
)


def holders_of(partners):
    """The commercial entity of ``partners`` and of all their contacts: ``{partner: entity}``."""
    # Contacts of every company, also archived ones: a refusal may follow, nothing is shown.
    every = partners.sudo().with_context(active_test=False)
    contacts = every.search(Domain("id", "child_of", partners.ids))
    return {contact: contact.commercial_partner_id for contact in contacts}


def check_whole(before):
    """Refuse to tear accounts: documents of a contact stay in the account that they are in.

    :param dict before: what ``holders_of()`` said before the change
    :raises UserError: a contact leaves documents behind in the account of another
    """
    left = defaultdict(list)
    for contact, holder in before.items():
        if contact.commercial_partner_id != holder:
            left[holder].append(contact.id)
    for holder, contact_ids in left.items():
        check_left_behind(holder.browse(contact_ids), holder)


def bring_entries_along(before):
    """Entries of contacts name the holder too, whom core reads when they are validated again.

    Core tells the entries of the customer who moves, not those of its contacts, nor drafts of a
    contact who leaves.

    :param dict before: what ``holders_of()`` said before the change
    """
    moved = [one.id for one, holder in before.items() if one.commercial_partner_id != holder]
    if not moved:
        return
    # Entries of every company, whatever the user sees, as core does: only whose they are.
    entries = next(iter(before)).env["account.move"].sudo().search([("partner_id", "in", moved)])
    entries = entries.with_context(bypass_lock_check=BYPASS_LOCK_CHECK)
    for holder, owned in entries.grouped(
        lambda move: move.partner_id.commercial_partner_id
    ).items():
        stale = owned.filtered(lambda move, holder=holder: move.commercial_partner_id != holder)
        if stale:
            stale.commercial_partner_id = holder


def check_left_behind(contacts, holders):
    """Refuse that documents of ``contacts`` are in the accounts of ``holders``, no longer theirs.

    :raises UserError: one of them is
    """
    torn = POSTED_ITEMS & (
        Domain("move_id.partner_id", "in", contacts.ids) & Domain("partner_id", "in", holders.ids)
    )
    # As in holders_of(): a refusal, with two names that the user has before them.
    if item := contacts.env["account.move.line"].sudo().search(torn, limit=1):
        raise UserError(
            contacts.env._(
                "%(contact)s has invoices or payments in the account of %(holder)s, which would be "
                "torn in two. Leave the contact there, and add a new one for what comes next.",
                contact=item.move_id.partner_id.name,
                holder=item.partner_id.name,
            )
        )


def check_company(partners):
    """Refuse that ``partners`` belong to a company which does not hold their documents.

    :raises UserError: documents of one of them are in another company
    """
    # Documents of companies that the user does not see count too; none is named.
    for company, owned in partners.sudo().grouped("company_id").items():
        elsewhere = POSTED_ITEMS & (
            Domain("partner_id", "in", owned.commercial_partner_id.ids)
            & ~Domain("company_id", "child_of", company.root_id.id)
        )
        if item := owned.env["account.move.line"].search(elsewhere, limit=1):
            raise UserError(
                owned.env._(
                    "%(customer)s has invoices or payments in another company. Leave the company "
                    "empty, or add a customer for this one.",
                    customer=item.partner_id.name,
                )
            )
