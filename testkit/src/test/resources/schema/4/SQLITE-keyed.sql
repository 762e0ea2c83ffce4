CREATE TABLE IF NOT EXISTS `holcstore_store` (
  `name` varchar(63) NOT NULL,
  `settings` text NOT NULL,
  `version` integer NOT NULL,
  PRIMARY KEY (`name`));

CREATE TABLE IF NOT EXISTS `keyed` (
  `site` text NOT NULL,
  `created_at` bigint NOT NULL DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) * 1000),
  `updated_at` bigint NOT NULL DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) * 1000),
  `dtype` varchar(16) NOT NULL,
  `point_count` integer NOT NULL,
  `value_count` integer NOT NULL,
  `first_ts` bigint NOT NULL,
  `last_ts` bigint NOT NULL,
  `data` blob NOT NULL,
  PRIMARY KEY (`site`));

CREATE TABLE IF NOT EXISTS `keyed_series` (
  `site` text NOT NULL,
  PRIMARY KEY (`site`));

INSERT INTO `holcstore_store` (`name`, `settings`, `version`) SELECT 'keyed', 'axes=site text
store=keyed', 4 WHERE NOT EXISTS (SELECT 1 FROM `holcstore_store` WHERE `name` = 'keyed');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('north', '1796010361598000', '1796010361598000', 'series', '3', '3', '1706000000000000', '1706086400123000', X'11038090b1d8a66301fbb89929101302000001f9b89929020002000000091303000009230a0000011d000100004049914901000000c1c5c253de');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('south''s é', '1796010361607000', '1796010361607000', 'series', '3', '3', '1706727600000000', '1706734800000000', X'100380bea38eac6380dddb01100300000000000000002640000000000000294000000000000000808fac519c');

INSERT INTO "keyed_series" ("site")
VALUES ('north');

INSERT INTO "keyed_series" ("site")
VALUES ('south''s é');
