"""What a way to pay is called in the language of the reader."""

from odoo.tools import SQL


def method_translator(env):
    """A function that translates the name of a method, made once for many payments.

    A payment keeps what its method was called when it was registered, in one language. When that is
    the name of a means of payment, or of one of core's methods, in any language, it is that name in
    the language of ``env``; a name that somebody chose stays as it is.
    """
    lang, names = env.lang or "en_US", {}
    for table in ("account_payment_method", "receivables_payment_means"):
        for (known,) in env.execute_query(SQL("SELECT name FROM %s", SQL.identifier(table))):
            translated = known.get(lang) or known["en_US"]
            names.update(dict.fromkeys(known.values(), translated))
    return lambda name: names.get(name, name)
