import {registry} from "@web/core/registry";

/** The next payment takes the place of the one that is registered: one step back is the list. */
registry.category("actions").add("receivables_next_payment", (env, {params}) => {
    env.services.notification.add(params.message, {type: "success"});
    return env.services.action.doAction(params.action, {stackPosition: "replaceCurrentAction"});
});
