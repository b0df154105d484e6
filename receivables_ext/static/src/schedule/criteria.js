import {Domain} from "@web/core/domain";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

/**
 * What can be asked for in the zone of filters: the domain of each choice, and its words.
 *
 * Open installments are named by their due date and not by their status when both say the same:
 * the database has an index on these. Days are relative, so that a saved filter stays true.
 */

const OPEN = ["settled", "=", false];
const TO_PAY = ["settled_outside", "=", false];

const STATUS_DOMAINS = {
    settled: [["settled", "=", true]],
    overdue: [OPEN, TO_PAY, ["date_due", "<", "today"]],
    due_today: [OPEN, TO_PAY, ["date_due", "=", "today"]],
    due: [OPEN, ["date_due", ">", "today"], ["status", "=", "due"]],
    partial: [OPEN, ["date_due", ">", "today"], ["status", "=", "partial"]],
    marked: [OPEN, ["settled_outside", "=", true]],
};

/** Fields with a list of values, in the order of the zone. */
export const CHOICES = [
    "partner_id",
    "journal_id",
    "payment_type",
    "status",
    "station_id",
    "user_id",
];

function getPeriodDomain({by, from, to}) {
    return [...(from ? [[by, ">=", from]] : []), ...(to ? [[by, "<=", to]] : [])];
}

/** The domain of ``value`` of criterion ``key``, as search items hold it. */
export function getDomain(key, value) {
    if (key === "period") {
        return new Domain(getPeriodDomain(value)).toString();
    }
    if (key === "status") {
        return Domain.or(value.map((status) => STATUS_DOMAINS[status])).toString();
    }
    return new Domain([[key, "in", value]]).toString();
}

function day(value) {
    return formatDate(deserializeDate(value));
}

/** The words of a period on the field called ``label``. */
export function describePeriod(label, {from, to}) {
    if (from && to) {
        return _t("%(date)s: %(from)s to %(to)s", {date: label, from: day(from), to: day(to)});
    }
    return from
        ? _t("%(date)s: from %(from)s", {date: label, from: day(from)})
        : _t("%(date)s: until %(to)s", {date: label, to: day(to)});
}

export function isEmpty(key, value) {
    return key === "period" ? !value || !(value.from || value.to) : !value || !value.length;
}
