"""Tables to which rows are only added: the database itself refuses UPDATE, DELETE and TRUNCATE.

Each app's migration names its tables. The owner of a table can grant itself every right again, so rights are not
enough: a trigger stops the owner too, also in the flush between tests.
"""

from django.db import migrations

FUNCTION = "kring_append_only"

_MAKE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only added: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
"""
# For each row and not for each statement: an UPDATE that touches nothing may pass, as Django's own checks do.
_PROTECT = """
CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {function}();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""
_RELEASE = """
DROP TRIGGER IF EXISTS append_only_row ON {table};
DROP TRIGGER IF EXISTS append_only_table ON {table};
"""


def make_function() -> migrations.RunSQL:
    """Return the operation that makes the trigger function, once in the database."""
    return migrations.RunSQL(_MAKE_FUNCTION, reverse_sql=f"DROP FUNCTION {FUNCTION}()")


def protect(*tables: str) -> list[migrations.RunSQL]:
    """Return the operations that make each table, by its name in the database, append-only."""
    return [
        migrations.RunSQL(_PROTECT.format(table=table, function=FUNCTION), reverse_sql=_RELEASE.format(table=table))
        for table in tables
    ]
