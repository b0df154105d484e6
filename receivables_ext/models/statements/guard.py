"""A statement says all or nothing: what rules hide would make its balance wrong."""

from odoo.exceptions import UserError
from odoo.tools import SQL

from .items import entity_query


def check_request(request):
    """Refuse what makes no sense.

    :raise UserError: the period, the station or the customers are not fit for a statement
    """
    env = request.env
    if request.date_from and request.date_from > request.date_to:
        raise UserError(env._("The period ends before it begins. Correct one of its two dates."))
    # Which companies belong together is no secret.
    company = request.company_id.sudo()
    if seen_anywhere(request.station_id) != request.station_id._origin:
        raise UserError(env._("You do not see this station. Choose one of yours."))
    # Which company a station belongs to is compared.
    if request.station_id and request.station_id.sudo().company_id not in company.parent_ids:
        # The name of a station that the user may read, as the line above says.
        raise UserError(
            env._(
                "%(station)s is no station of %(company)s. Choose one of its stations.",
                station=request.station_id.sudo().display_name,
                company=company.display_name,
            )
        )
    if not request.partner_ids and not request.all_customers:
        raise UserError(env._("Choose at least one customer, or all customers."))
    # Who owes what contacts order is said, so it must be in sight as well.
    chosen = request.partner_ids._origin.sudo()
    chosen = (chosen + chosen.commercial_partner_id).sudo(env.su)
    if seen_anywhere(chosen) != chosen:
        raise UserError(
            env._("Some of these customers are out of your sight. Choose among those you see.")
        )
    # The company of a contact that the user may read in one of their companies.
    for partner in chosen.sudo():
        if partner.company_id and partner.company_id not in company.parent_ids:
            raise UserError(
                env._(
                    "%(customer)s is a customer of %(company)s. Ask for the statement there.",
                    customer=partner.display_name,
                    company=partner.company_id.display_name,
                )
            )


def seen_anywhere(records):
    """Those of ``records`` that the user may read in any of their companies, in the same order.

    What a sentence names must be among them: ids may be guessed.
    """
    env = records.env
    if env.su:
        return records._origin
    own = records._origin.with_context(allowed_company_ids=env.user.company_ids.ids)
    return own._filtered_access("read").with_env(env)


def complete_entities(request, entity_ids):
    """Ids of those customers whose whole account the user may see.

    :param entity_ids: ids of commercial entities; None for all of whom the user sees anything
    :return: such a list, or None when it needs no narrowing
    :raise UserError: when a customer who was asked for by name is not among them
    """
    env = request.env
    if env.su or env.user._sees_whole_accounts():
        return entity_ids
    seen = count_items(request, entity_ids)
    # How many items there are in all, to refuse a statement that rules make incomplete.
    hidden = {
        entity_id
        for entity_id, count in count_items(
            request.sudo(), [*seen] if entity_ids is None else entity_ids
        ).items()
        if count != seen.get(entity_id)
    }
    if entity_ids is None:
        return [entity_id for entity_id in seen if entity_id not in hidden]
    if hidden:
        raise UserError(refusal_text(env, hidden))
    return entity_ids


def refusal_text(env, entity_ids):
    # Their names are what the user asked by, and may read: see check_request().
    customers = env["res.partner"].sudo().browse(entity_ids).mapped("display_name")
    if env.user.hidden_station_ids:
        return env._(
            "Part of the account of %(customers)s is at stations that you do not see. Ask for "
            "the statement of one of your stations.",
            customers=", ".join(customers),
        )
    return env._(
        "You may not see the whole account of %(customers)s, so a statement would be wrong. "
        "Ask somebody of the receivables team for it.",
        customers=", ".join(customers),
    )


def count_items(request, entity_ids):
    query, entity = entity_query(request, entity_ids)
    counts = SQL("%s GROUP BY %s", query.select(entity, SQL("COUNT(*)")), entity)
    return dict(request.env.execute_query(counts))
