CREATE TABLE IF NOT EXISTS `holcstore_store` (
  `name` varchar(63) NOT NULL,
  `settings` longtext NOT NULL,
  `version` integer NOT NULL,
  PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE IF NOT EXISTS `keyed` (
  `site` varchar(760) NOT NULL,
  `created_at` bigint NOT NULL DEFAULT (TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))),
  `updated_at` bigint NOT NULL DEFAULT (TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))),
  `dtype` varchar(16) NOT NULL,
  `point_count` integer NOT NULL,
  `value_count` integer NOT NULL,
  `first_ts` bigint NOT NULL,
  `last_ts` bigint NOT NULL,
  `data` longblob NOT NULL,
  PRIMARY KEY (`site`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE IF NOT EXISTS `keyed_series` (
  `site` varchar(760) NOT NULL,
  PRIMARY KEY (`site`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

INSERT INTO `holcstore_store` (`name`, `settings`, `version`) SELECT 'keyed', 'axes=site text
store=keyed', 4 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM `holcstore_store` WHERE `name` = 'keyed');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('north', '1796010358926098', '1796010358926098', 'series', '3', '3', '1706000000000000', '1706086400123000', X'11038090b1d8a66301fbb89929101302000001f9b89929020002000000091303000009230a0000011d000100004049914901000000c1c5c253de');

INSERT INTO "keyed" ("site", "created_at", "updated_at", "dtype", "point_count", "value_count", "first_ts", "last_ts", "data")
VALUES ('south''s é', '1796010358934127', '1796010358934127', 'series', '3', '3', '1706727600000000', '1706734800000000', X'100380bea38eac6380dddb01100300000000000000002640000000000000294000000000000000808fac519c');

INSERT INTO "keyed_series" ("site")
VALUES ('north');

INSERT INTO "keyed_series" ("site")
VALUES ('south''s é');
