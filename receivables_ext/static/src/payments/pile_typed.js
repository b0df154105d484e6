import {parseDate, serializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {sprintf} from "@web/core/utils/strings";
import {parseFloat} from "@web/views/fields/parsers";

/** What may be typed of a row of a pile. */
export const COLUMNS = [
    ["customer", _t("Customer or document")],
    ["amount", _t("Amount")],
    ["instrument_number", _t("Number")],
    ["instrument_bank", _t("Bank")],
    ["instrument_account", _t("Account")],
    ["instrument_due_date", _t("Due date")],
];

function readAmount(text) {
    return parseFloat(text.replace(/\s/g, "") || "0");
}

function readDate(text) {
    return text.trim() ? serializeDate(parseDate(text)) : false;
}

const READERS = [
    ["amount", readAmount, _t("%s is no amount.")],
    ["instrument_due_date", readDate, _t("%s is no date.")],
];

/** What was typed, as the server takes it; throws a sentence. */
export function readTyped(typed) {
    const values = {...typed};
    for (const [name, read, sentence] of READERS) {
        try {
            if (name in values) {
                values[name] = read(values[name]);
            }
        } catch {
            throw new Error(sprintf(String(sentence), values[name]));
        }
    }
    return values;
}
