CREATE TABLE note (
    id      uuid PRIMARY KEY,
    account uuid NOT NULL,
    text    text NOT NULL
);
CREATE TABLE heard (
    id    uuid PRIMARY KEY,
    times integer NOT NULL
);
