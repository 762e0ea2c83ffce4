CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" text NOT NULL,
  "version" integer NOT NULL,
  PRIMARY KEY ("name"));

CREATE TABLE IF NOT EXISTS "keyed" (
  "site" text NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "dtype" varchar(16) NOT NULL,
  "point_count" integer NOT NULL,
  "value_count" integer NOT NULL,
  "first_ts" timestamptz NOT NULL,
  "last_ts" timestamptz NOT NULL,
  "data" bytea NOT NULL,
  PRIMARY KEY ("site"));

ALTER TABLE "keyed" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "keyed" SET (toast_tuple_target = 8160);

CREATE TABLE IF NOT EXISTS "keyed_series" (
  "site" text NOT NULL,
  PRIMARY KEY ("site"));

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'keyed', 'axes=site text
store=keyed', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'keyed');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('north', '2024-07-01 03:45:46.298294+00', '2024-07-01 03:45:46.298294+00', 'series', '3', '3', '2024-01-23 08:53:20+00', '2024-01-24 08:53:20.123+00', '\x11038090b1d8a66301fbb89929101302000001f9b89929020002000000091303000009230a0000011d000100004049914901000000c1c5c253de'::bytea);

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('south''s é', '2024-07-01 03:45:46.342125+00', '2024-07-01 03:45:46.342125+00', 'series', '3', '3', '2024-01-31 19:00:00+00', '2024-01-31 21:00:00+00', '\x100380bea38eac6380dddb01100300000000000000002640000000000000294000000000000000808fac519c'::bytea);

INSERT INTO "keyed_series" ("site")
VALUES ('north');

INSERT INTO "keyed_series" ("site")
VALUES ('south''s é');
