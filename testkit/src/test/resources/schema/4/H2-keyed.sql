CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" varchar(1048576) NOT NULL,
  "version" integer NOT NULL,
  PRIMARY KEY ("name"));

CREATE TABLE IF NOT EXISTS "keyed" (
  "site" varchar(1048576) NOT NULL,
  "created_at" timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "dtype" varchar(16) NOT NULL,
  "point_count" integer NOT NULL,
  "value_count" integer NOT NULL,
  "first_ts" timestamp(6) with time zone NOT NULL,
  "last_ts" timestamp(6) with time zone NOT NULL,
  "data" binary large object NOT NULL,
  PRIMARY KEY ("site"));

CREATE TABLE IF NOT EXISTS "keyed_series" (
  "site" varchar(1048576) NOT NULL,
  PRIMARY KEY ("site"));

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'keyed', 'axes=site text
store=keyed', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'keyed');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('north', '2024-07-01 03:45:37.233419+00', '2024-07-01 03:45:37.233419+00', 'series', '3', '3', '2024-01-23 08:53:20+00', '2024-01-24 08:53:20.123+00', X'11038090b1d8a66301fbb89929101302000001f9b89929020002000000091303000009230a0000011d000100004049914901000000c1c5c253de');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('south''s é', '2024-07-01 03:45:37.244651+00', '2024-07-01 03:45:37.244651+00', 'series', '3', '3', '2024-01-31 19:00:00+00', '2024-01-31 21:00:00+00', X'100380bea38eac6380dddb01100300000000000000002640000000000000294000000000000000808fac519c');

INSERT INTO "keyed_series" ("site")
VALUES ('north');

INSERT INTO "keyed_series" ("site")
VALUES ('south''s é');
