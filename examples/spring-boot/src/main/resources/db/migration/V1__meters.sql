-- The tables of the application.
CREATE TABLE delivery (
    meter varchar(40) NOT NULL,
    sender varchar(20) NOT NULL,
    points bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE arrival (
    meter varchar(40) NOT NULL,
    at timestamptz NOT NULL,
    kwh double precision NOT NULL,
    PRIMARY KEY (meter, at)
);

-- The tables of the store: Loads.DEFINITION.ddl(Dialect.POSTGRESQL).
CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" text NOT NULL,
  "version" integer NOT NULL,
  PRIMARY KEY ("name"));

CREATE SEQUENCE IF NOT EXISTS "meter_load_change";

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

CREATE TABLE IF NOT EXISTS "meter_load" (
  "meter" varchar(40) NOT NULL,
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
  "change_seq" bigint NOT NULL DEFAULT nextval('"meter_load_change"'),
  "source_epoch" bigint,
  "source_mark" bigint,
  PRIMARY KEY ("meter", "chunk_index"));

ALTER TABLE "meter_load" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "meter_load" SET (toast_tuple_target = 8160);

CREATE TABLE IF NOT EXISTS "meter_load_series" (
  "meter" varchar(40) NOT NULL,
  "first_ts" timestamptz,
  "last_ts" timestamptz,
  PRIMARY KEY ("meter"));

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_xid" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_seq" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_mark" bigint;

ALTER TABLE "holcstore_feed" ADD COLUMN IF NOT EXISTS "purged_at" timestamptz;

CREATE INDEX IF NOT EXISTS "meter_load_changes" ON "meter_load" ("change_xid", "change_seq");

INSERT INTO "holcstore_feed" ("name", "epoch", "identity") SELECT 'meter_load', 0, '' WHERE NOT EXISTS (SELECT 1 FROM "holcstore_feed" WHERE "name" = 'meter_load');

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'meter_load', 'axes=meter varchar(40)
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=15min
replicated=true
tz=Europe/Paris', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'meter_load');
