from . import accept_agreement, account_payment_register, end_agreement, remark
