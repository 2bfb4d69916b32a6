-- Which of its derived callback keys an account's callbacks carry, of live and of test keys' tasks. No row: the first one.
CREATE TABLE callback_key_rotation (
    account_id           uuid        NOT NULL,
    is_test              boolean     NOT NULL,
    generation           integer     NOT NULL CHECK (generation > 0),
    -- Sent until the new one takes over: a head has room for one key, so receivers learn the new one first.
    previous_generation  integer     NOT NULL CHECK (previous_generation < generation),
    takes_over_at        timestamptz NOT NULL,
    rotated_at           timestamptz NOT NULL,
    PRIMARY KEY (account_id, is_test)
);

-- Null: before this column was.
ALTER TABLE secret_rotation ADD COLUMN rotated_at timestamptz;
