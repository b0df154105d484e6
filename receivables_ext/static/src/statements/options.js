import {_t} from "@web/core/l10n/translation";
import {user} from "@web/core/user";

const REQUEST = "receivables.statement";

/**
 * The words and the choices of the filters, as the model has them: a mode that another
 * module adds is offered without a change here.
 */
export async function loadOptions(orm) {
    const fields = await orm.call(REQUEST, "fields_get", [], {
        attributes: ["string", "selection"],
    });
    const options = {
        labels: {
            filters: _t("Filters"),
            partner_ids: fields.partner_ids.string,
            date_from: fields.date_from.string,
            date_to: fields.date_to.string,
        },
    };
    for (const name of ["mode", "basis", "walk_in_status"]) {
        const choices = fields[name].selection.map(([value, label]) => ({value, label}));
        options[name] = {name, label: fields[name].string, choices};
    }
    options.walk_in_status.label = _t("Status");
    options.walk_in_status.choices.unshift({value: false, label: _t("All")});
    const others = ["opening_items", "walk_in_search", "journal_id", "user_id", "by_identity"];
    for (const name of others) {
        options.labels[name] = fields[name].string;
    }
    const stations = await orm.searchRead("receivables.station", [], ["display_name"]);
    options.station_id = {
        name: "station_id",
        label: fields.station_id.string,
        choices: [
            {value: false, label: _t("All stations")},
            ...stations.map((station) => ({value: station.id, label: station.display_name})),
        ],
    };
    options.company_id = {
        name: "company_id",
        label: fields.company_id.string,
        choices: user.allowedCompanies.map(({id, name}) => ({value: id, label: name})),
    };
    return options;
}
