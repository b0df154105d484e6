let loading = null;

/** Values of the filters that are short lists; what the user may not read is not offered. */
async function read(orm, fields) {
    async function records(key, domain) {
        const found = await orm.silent
            .searchRead(fields[key].relation, domain, ["display_name"], {limit: 200})
            .catch(() => []);
        return found.map(({id, display_name}) => ({value: id, label: display_name}));
    }
    const [journals, means, stations] = await Promise.all([
        records("journal_id", [["type", "in", ["bank", "cash", "credit"]]]),
        records("payment_type", []),
        fields.station_id ? records("station_id", []) : [],
    ]);
    return {
        journal_id: journals,
        payment_type: means,
        station_id: stations,
        status: fields.status.selection.map(([value, label]) => ({value, label})),
    };
}

/**
 * Asked for once, until the page is loaded again.
 *
 * ``orm`` is that of the page: the answers to a component that goes are never given.
 */
export function loadChoices(orm, fields) {
    loading ||= read(orm, fields);
    return loading;
}
