-- How much of a minute's requests all gateways together have taken for an account, an administrator's key or a person.
-- Unlogged: counts of a minute need not survive a crash of the server, and cost no write-ahead log.
-- The key begins with the minute, so that old minutes are one range. Free space in pages keeps updates off the index.
CREATE UNLOGGED TABLE quota (
    minute  timestamptz NOT NULL,
    subject uuid        NOT NULL,
    taken   bigint      NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (minute, subject)
) WITH (fillfactor = 50);
