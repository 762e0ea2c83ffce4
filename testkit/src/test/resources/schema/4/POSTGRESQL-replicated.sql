CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" text NOT NULL,
  "version" integer NOT NULL,
  PRIMARY KEY ("name"));

CREATE SEQUENCE IF NOT EXISTS "replicated_change";

CREATE TABLE IF NOT EXISTS "holcstore_feed" (
  "name" varchar(63) NOT NULL,
  "epoch" bigint NOT NULL,
  "identity" varchar(100) NOT NULL,
  "purged_xid" bigint,
  "purged_seq" bigint,
  "purged_mark" bigint,
  "purged_at" timestamptz,
  PRIMARY KEY ("name"));

CREATE TABLE IF NOT EXISTS "holcstore_subscription" (
  "name" varchar(63) NOT NULL,
  "subscription" varchar(100) NOT NULL,
  "position" varchar(100) NOT NULL,
  "former_epochs" text NOT NULL,
  PRIMARY KEY ("name", "subscription"));

CREATE TABLE IF NOT EXISTS "replicated" (
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
  "change_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
  "change_seq" bigint NOT NULL DEFAULT nextval('"replicated_change"'),
  "source_epoch" bigint,
  "source_mark" bigint,
  PRIMARY KEY ("site", "chunk_index"));

ALTER TABLE "replicated" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "replicated" SET (toast_tuple_target = 8160);

CREATE TABLE IF NOT EXISTS "replicated_series" (
  "site" text NOT NULL,
  "first_ts" timestamptz,
  "last_ts" timestamptz,
  PRIMARY KEY ("site"));

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_xid" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_seq" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_mark" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_at" timestamptz;

CREATE INDEX IF NOT EXISTS "replicated_changes" ON "replicated" ("change_xid", "change_seq");

INSERT INTO "holcstore_feed" ("name", "epoch", "identity") SELECT 'replicated', 0, '' WHERE NOT EXISTS (SELECT 1 FROM "holcstore_feed" WHERE "name" = 'replicated');

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'replicated', 'axes=site text
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=1h
replicated=true
tz=Europe/Paris', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'replicated');

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24288', '2023-12-31 23:00:00+00', 'compact', '2024-07-01 03:45:45.917386+00', 'f', '3', '2024-01-31 19:00:00+00', '2024-01-31 22:00:00+00', '7.75', '1.5', '4', '\x13e805020000090800e3000c001119ac0200000002002c132e659997'::bytea, NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24289', '2024-01-31 23:00:00+00', 'compact', '2024-07-01 03:45:45.917386+00', 'f', '6', '2024-01-31 23:00:00+00', '2024-02-01 04:00:00+00', '29.2999994', '-6e-07', '8', '\x13b80501020002020900b1000200b902809bee02000000fc00c58db701180063e316000000c30e16c30e16c30e16035a62932480cdfbed'::bytea, NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('south''s é', '24288', '2023-12-31 23:00:00+00', 'compact', '2024-07-01 03:45:46.022118+00', 't', '0', NULL, NULL, NULL, NULL, NULL, '\x'::bytea, NULL, NULL);

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('north', '2024-01-31 19:00:00+00', '2024-02-01 04:00:00+00');

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('south''s é', NULL, NULL);
