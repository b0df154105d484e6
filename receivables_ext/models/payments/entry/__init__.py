from . import (
    account_move,
    account_payment,
    account_payment_method_line,
    allocation_event,
    allocation_line,
    export,
    held,
    ir_attachment,
    means,
    res_company,
    res_config_settings,
    scheduled_run,
)
