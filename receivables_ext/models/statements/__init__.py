from . import statement  # the request, which the others extend

# isort: split
from . import (
    installment,
    ir_actions_report,
    ir_attachment,
    issue,
    issued_copy,
    mail_mail,
    mailing,
    monthly,
    outputs,
    res_company,
    res_partner,
    res_users,
    screen,
)
