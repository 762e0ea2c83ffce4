CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" text NOT NULL,
  "version" integer NOT NULL,
  PRIMARY KEY ("name"));

CREATE TABLE IF NOT EXISTS "plain" (
  "site" text NOT NULL,
  "chunk_index" integer NOT NULL,
  "start_ts" timestamptz NOT NULL,
  "dtype" varchar(16) NOT NULL,
  "updated_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "is_deleted" boolean NOT NULL DEFAULT FALSE,
  "value_count" integer NOT NULL,
  "first_ts" timestamptz,
  "last_ts" timestamptz,
  "value_sum" double precision,
  "value_min" double precision,
  "value_max" double precision,
  "data" bytea NOT NULL,
  PRIMARY KEY ("site", "chunk_index"));

ALTER TABLE "plain" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "plain" SET (toast_tuple_target = 8160);

CREATE TABLE IF NOT EXISTS "plain_series" (
  "site" text NOT NULL,
  "first_ts" timestamptz,
  "last_ts" timestamptz,
  PRIMARY KEY ("site"));

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'plain', 'axes=site text
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=1h
replicated=false
tz=Europe/Paris', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'plain');

INSERT INTO "plain" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data")
VALUES ('north', '24288', '2023-12-31 23:00:00+00', 'compact', '2024-07-01 03:45:45.623195+00', 'f', '3', '2024-01-31 19:00:00+00', '2024-01-31 22:00:00+00', '7.75', '1.5', '4', '\x13e805020000090800e3000c001119ac0200000002002c132e659997'::bytea);

INSERT INTO "plain" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data")
VALUES ('north', '24289', '2024-01-31 23:00:00+00', 'compact', '2024-07-01 03:45:45.623195+00', 'f', '6', '2024-01-31 23:00:00+00', '2024-02-01 04:00:00+00', '29.2999994', '-6e-07', '8', '\x13b80501020002020900b1000200b902809bee02000000fc00c58db701180063e316000000c30e16c30e16c30e16035a62932480cdfbed'::bytea);

INSERT INTO "plain" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data")
VALUES ('south''s é', '24288', '2023-12-31 23:00:00+00', 'compact', '2024-07-01 03:45:45.700512+00', 'f', '3', '2024-01-31 19:00:00+00', '2024-01-31 21:00:00+00', '23.5', '0', '12.5', '\x10e805020000110800e3000c000000000000002640000000000000294000000000000000804634aca1'::bytea);

INSERT INTO "plain_series" ("site", "first_ts", "last_ts")
VALUES ('north', '2024-01-31 19:00:00+00', '2024-02-01 04:00:00+00');

INSERT INTO "plain_series" ("site", "first_ts", "last_ts")
VALUES ('south''s é', '2024-01-31 19:00:00+00', '2024-01-31 21:00:00+00');
