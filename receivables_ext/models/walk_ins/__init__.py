from . import account_move, allocation, conversion, guard, res_partner, transfer
