CREATE TABLE reset_codes (
    customer_id BIGINT PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    valid_until TIMESTAMPTZ NOT NULL
);
