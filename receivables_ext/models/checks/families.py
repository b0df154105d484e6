"""The companies that are checked, each with its branches: they share one account of a customer."""

from odoo.fields import Domain


def company_families(env):
    """Environments of the companies in use, with what the user may see of their branches.

    With all rights, every company is in use.

    :return: list of environments, each in the company on top
    """
    # Which companies belong together is no secret; those of the user are kept below.
    every = env["res.company"].sudo().search([])
    seen = every if env.su else env.user.company_ids.sudo(env.su)
    in_use = every if env.su else env.companies
    found = []
    for top in in_use:
        # As above: its parents, of which the user may see none.
        if (top.sudo().parent_ids - top) & in_use:
            continue
        family = every.filtered_domain(Domain("id", "child_of", top.id)) & seen.sudo()
        companies = [top.id, *(family - top).ids]
        found.append(env(context={**env.context, "allowed_company_ids": companies}))
    return found
