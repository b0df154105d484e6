import {SearchModel} from "@web/search/search_model";
import {CHOICES, describePeriod, getDomain, isEmpty} from "./criteria";

/**
 * The choices of the zone of filters are facets of the search bar, and kept nowhere else.
 *
 * So they hold in each view, go into saved filters, and can be removed one by one.
 */
export class InstallmentSearchModel extends SearchModel {
    setup(services) {
        super.setup(services);
        this.nameService = services.name;
        // Belongs to the figures, not to the filters, and outlives a change of view.
        this.deductCredits = false;
    }

    exportState() {
        return {...super.exportState(), deductCredits: this.deductCredits};
    }

    _importState(state) {
        super._importState(state);
        this.deductCredits = Boolean(state.deductCredits);
    }

    /** The filters in words, for what is printed. */
    get description() {
        return this.facets
            .filter(({type}) => type !== "groupBy")
            .map(({title, values, separator}) =>
                [...(title ? [`${title}:`] : []), values.join(` ${separator} `)].join(" "),
            )
            .join("; ");
    }

    /** What is asked for now, by criterion. */
    get criteria() {
        const criteria = {};
        for (const {searchItemId} of this.query) {
            const {criterion, value} = this.searchItems[searchItemId];
            if (criterion) {
                criteria[criterion] = value;
            }
        }
        return criteria;
    }

    /** Ask for ``values``, by criterion; an empty value asks for nothing. Others stay. */
    async setCriteria(values) {
        const asked = Object.entries(values).filter(([key, value]) => !isEmpty(key, value));
        const descriptions = await Promise.all(asked.map((entry) => this.describe(...entry)));
        this.blockNotification = true;
        try {
            const kept = ({searchItemId}) => {
                const isChoice = this.searchItems[searchItemId].criterion in values;
                return !isChoice && !asked.some(([key]) => key === this.questionOf(searchItemId));
            };
            this.query = this.query.filter(kept);
            asked.forEach(([criterion, value], index) =>
                this.createNewFilters([
                    {
                        criterion,
                        value,
                        description: descriptions[index],
                        domain: getDomain(criterion, value),
                    },
                ]),
            );
        } finally {
            this.blockNotification = false;
        }
        return this._notify();
    }

    /** Presets of one question replace each other, and the choice of the zone: not "or". */
    toggleSearchItem(searchItemId) {
        const question = this.questionOf(searchItemId);
        if (question && !this.isAsked(searchItemId)) {
            this.query = this.query.filter(
                (asked) => this.questionOf(asked.searchItemId) !== question,
            );
        }
        return super.toggleSearchItem(searchItemId);
    }

    /** The criterion that a filter is about; the names of presets begin with theirs. */
    questionOf(searchItemId) {
        const {criterion, name, type} = this.searchItems[searchItemId];
        const isPreset = type === "filter" && name;
        return (
            criterion ||
            (isPreset && ["period", ...CHOICES].find((key) => name.startsWith(`${key}_`)))
        );
    }

    isAsked(searchItemId) {
        return this.query.some((asked) => asked.searchItemId === searchItemId);
    }

    getPreset(name) {
        return Object.values(this.searchItems).find((item) => item.name === name).id;
    }

    get isLateOnly() {
        return this.isAsked(this.getPreset("status_late"));
    }

    /** Only what is late, or again all that is to collect. */
    toggleLate() {
        const name = this.isLateOnly ? "status_to_collect" : "status_late";
        return this.toggleSearchItem(this.getPreset(name));
    }

    async describe(key, value) {
        if (key === "period") {
            return describePeriod(this.searchViewFields[value.by].string, value);
        }
        const {relation, selection, string} = this.searchViewFields[key];
        let labels = [];
        if (selection) {
            labels = selection.filter(([name]) => value.includes(name)).map(([, label]) => label);
        } else {
            const names = await this.nameService.loadDisplayNames(relation, value);
            labels = value.map((id) => names[id].toString());
        }
        return `${string}: ${labels.join(", ")}`;
    }

    /** The whole schedule: no filter, neither here nor in the panel. Groups stay. */
    reset() {
        this.blockNotification = true;
        this.clearFilters();
        this.clearSections([...this.sections.keys()]);
        this.blockNotification = false;
        return this._notify();
    }
}
