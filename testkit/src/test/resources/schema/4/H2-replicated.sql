CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" varchar(1048576) NOT NULL,
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
  "purged_at" timestamp(6) with time zone,
  PRIMARY KEY ("name"));

CREATE TABLE IF NOT EXISTS "holcstore_subscription" (
  "name" varchar(63) NOT NULL,
  "subscription" varchar(100) NOT NULL,
  "position" varchar(100) NOT NULL,
  "former_epochs" varchar(1048576) NOT NULL,
  PRIMARY KEY ("name", "subscription"));

CREATE TABLE IF NOT EXISTS "replicated" (
  "site" varchar(1048576) NOT NULL,
  "chunk_index" integer NOT NULL,
  "start_ts" timestamp(6) with time zone NOT NULL,
  "dtype" varchar(16) NOT NULL,
  "updated_at" timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "is_deleted" boolean NOT NULL DEFAULT FALSE,
  "value_count" integer NOT NULL,
  "first_ts" timestamp(6) with time zone,
  "last_ts" timestamp(6) with time zone,
  "value_sum" double precision,
  "value_min" double precision,
  "value_max" double precision,
  "data" varbinary(1048576) NOT NULL,
  "change_seq" bigint NOT NULL DEFAULT NEXT VALUE FOR "replicated_change",
  "source_epoch" bigint,
  "source_mark" bigint,
  PRIMARY KEY ("site", "chunk_index"));

CREATE TABLE IF NOT EXISTS "replicated_series" (
  "site" varchar(1048576) NOT NULL,
  "first_ts" timestamp(6) with time zone,
  "last_ts" timestamp(6) with time zone,
  PRIMARY KEY ("site"));

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_xid" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_seq" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_mark" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_at" timestamp(6) with time zone;

CREATE INDEX IF NOT EXISTS "replicated_changes" ON "replicated" ("change_seq");

INSERT INTO "holcstore_feed" ("name", "epoch", "identity") SELECT 'replicated', 0, '' WHERE NOT EXISTS (SELECT 1 FROM "holcstore_feed" WHERE "name" = 'replicated');

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'replicated', 'axes=site text
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=1h
replicated=true
tz=Europe/Paris', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'replicated');

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24288', '2023-12-31 23:00:00+00', 'compact', '2024-07-01 03:45:36.963105+00', 'FALSE', '3', '2024-01-31 19:00:00+00', '2024-01-31 22:00:00+00', '7.75', '1.5', '4.0', X'13e805020000090800e3000c001119ac0200000002002c132e659997', NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24289', '2024-01-31 23:00:00+00', 'compact', '2024-07-01 03:45:36.963105+00', 'FALSE', '6', '2024-01-31 23:00:00+00', '2024-02-01 04:00:00+00', '29.2999994', '-6.0E-7', '8.0', X'13b80501020002020900b1000200b902809bee02000000fc00c58db701180063e316000000c30e16c30e16c30e16035a62932480cdfbed', NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('south''s é', '24288', '2023-12-31 23:00:00+00', 'compact', '2024-07-01 03:45:37.063775+00', 'TRUE', '0', NULL, NULL, NULL, NULL, NULL, X'', NULL, NULL);

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('north', '2024-01-31 19:00:00+00', '2024-02-01 04:00:00+00');

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('south''s é', NULL, NULL);
