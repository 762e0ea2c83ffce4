CREATE TABLE IF NOT EXISTS "holcstore_store" (
  "name" varchar(63) NOT NULL,
  "settings" text NOT NULL,
  "version" integer NOT NULL,
  PRIMARY KEY ("name"));

CREATE TABLE IF NOT EXISTS "versioned" (
  "site" text NOT NULL,
  "version_number" integer NOT NULL,
  "created_at" timestamptz NOT NULL,
  "modified_at" timestamptz NOT NULL,
  "dtype" varchar(16) NOT NULL,
  "point_count" integer NOT NULL,
  "data" bytea NOT NULL,
  PRIMARY KEY ("site", "version_number"));

ALTER TABLE "versioned" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "versioned" SET (toast_tuple_target = 8160);

CREATE TABLE IF NOT EXISTS "versioned_history" (
  "site" text NOT NULL,
  "version_number" integer NOT NULL,
  "created_at" timestamptz NOT NULL,
  "modified_at" timestamptz NOT NULL,
  "dtype" varchar(16) NOT NULL,
  "point_count" integer NOT NULL,
  "data" bytea NOT NULL,
  "superseded_at" timestamptz NOT NULL,
  PRIMARY KEY ("site", "version_number", "modified_at"));

ALTER TABLE "versioned_history" ALTER COLUMN "data" SET STORAGE EXTERNAL;

ALTER TABLE "versioned_history" SET (toast_tuple_target = 8160);

CREATE TABLE IF NOT EXISTS "versioned_series" (
  "site" text NOT NULL,
  "next_number" integer NOT NULL DEFAULT 0,
  "stamped_at" timestamptz,
  "history_since" timestamptz,
  PRIMARY KEY ("site"));

INSERT INTO "holcstore_store" ("name", "settings", "version") SELECT 'versioned', 'axes=site text
countVersionsBy=site text
store=versioned', 4 WHERE NOT EXISTS (SELECT 1 FROM "holcstore_store" WHERE "name" = 'versioned');

INSERT INTO "versioned" ("site", "version_number", "created_at", "modified_at", "dtype", "point_count", "data")
VALUES ('north', '0', '2024-07-01 03:45:46.721862+00', '2024-07-01 03:45:46.721862+00', 'series', '10', '\x100a80bea38eac6380dddb01130a0100000400000100b9028087a70e000000e70702001700000000703839d8c1e26792566cdc32ec600100000000008096181306b874017530'::bytea);

INSERT INTO "versioned" ("site", "version_number", "created_at", "modified_at", "dtype", "point_count", "data")
VALUES ('north', '1', '2024-07-01 03:45:46.731865+00', '2024-07-01 03:45:46.731865+00', 'series', '3', '\x100380bea38eac6380dddb01100300000000000000002640000000000000294000000000000000808fac519c'::bytea);

INSERT INTO "versioned_history" ("site", "version_number", "created_at", "modified_at", "dtype", "point_count", "data", "superseded_at")
VALUES ('north', '2', '2024-07-01 03:45:46.744398+00', '2024-07-01 03:45:46.744398+00', 'series', '3', '\x100380bea38eac6380dddb0113030000010100000500003421b27447'::bytea, '2024-07-01 03:45:46.762671+00');

INSERT INTO "versioned_series" ("site", "next_number", "stamped_at", "history_since")
VALUES ('north', '3', '2024-07-01 03:45:46.762671+00', NULL);
