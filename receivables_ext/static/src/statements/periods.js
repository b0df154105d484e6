import {serializeDate, today} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

/** The period of ``unit`` before this one. */
function last(unit) {
    const day = today().minus({[unit]: 1});
    return {from: day.startOf(unit), to: day.endOf(unit)};
}

/** The period of ``unit`` that we are in, up to today: nothing is late in advance. */
function current(unit) {
    return {from: today().startOf(unit), to: today()};
}

/** The last day of the period before this one: a day to close accounts on. */
function endOfLast(unit) {
    return {from: null, to: last(unit).to};
}

const PERIODS = [
    {key: "this_month", label: _t("This month"), dates: () => current("month")},
    {key: "last_month", label: _t("Last month"), dates: () => last("month")},
    {key: "this_quarter", label: _t("This quarter"), dates: () => current("quarter")},
    {key: "this_year", label: _t("This year"), dates: () => current("year")},
    {key: "last_year", label: _t("Last year"), dates: () => last("year")},
    {key: "everything", label: _t("Everything"), dates: () => ({from: null, to: today()})},
];

const DAYS = [
    {key: "today", label: _t("Today"), dates: () => ({from: null, to: today()})},
    {key: "last_month", label: _t("End of last month"), dates: () => endOfLast("month")},
    {key: "last_quarter", label: _t("End of last quarter"), dates: () => endOfLast("quarter")},
    {key: "last_year", label: _t("End of last year"), dates: () => endOfLast("year")},
];

function asFilters({from, to}) {
    return {date_from: from ? serializeDate(from) : false, date_to: serializeDate(to)};
}

/** Open items are those of a day; everything else is of a period. */
export function isOnOneDay(mode) {
    return mode === "open_items";
}

/** What is proposed in this mode, as ``{key, label, filters}``. */
export function getPresets(mode) {
    const presets = isOnOneDay(mode) ? DAYS : PERIODS;
    return presets.map(({key, label, dates}) => ({key, label, filters: asFilters(dates())}));
}

/** The preset that these filters are, if they are one. */
export function findPreset(filters) {
    const oneDay = isOnOneDay(filters.mode);
    return getPresets(filters.mode).find(
        (preset) =>
            preset.filters.date_to === filters.date_to &&
            (oneDay || preset.filters.date_from === filters.date_from),
    );
}

/** This year: what a customer asks about, with the balance it began with. */
export function getDefaultPeriod() {
    return asFilters(current("year"));
}
