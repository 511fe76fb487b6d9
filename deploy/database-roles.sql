-- Two roles for one database: kring_owner migrates, kring_app runs.
--
-- What runs can read and write rows and nothing else: it owns no table, so it can neither empty one, nor take away
-- the triggers that keep the audit trail, nor grant itself more. PostgreSQL's own image runs this file once, as the
-- superuser, when its volume is empty; on another server: psql -d kring -f deploy/database-roles.sql, with SECRETS
-- set to the directory that holds the two password files.
\set ON_ERROR_STOP on
\set owner_password `cat "${SECRETS:-/run/secrets}/database_owner_password"`
\set app_password `cat "${SECRETS:-/run/secrets}/database_app_password"`

CREATE ROLE kring_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE kring_app LOGIN PASSWORD :'app_password';

SELECT current_database() AS kring \gset
ALTER DATABASE :"kring" OWNER TO kring_owner;
REVOKE ALL ON DATABASE :"kring" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"kring" TO kring_app;

ALTER SCHEMA public OWNER TO kring_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kring_app;

ALTER DEFAULT PRIVILEGES FOR ROLE kring_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kring_app;
ALTER DEFAULT PRIVILEGES FOR ROLE kring_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO kring_app;
