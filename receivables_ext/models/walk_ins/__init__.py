from . import account_move, conversion, guard, identity, res_partner, transfer
