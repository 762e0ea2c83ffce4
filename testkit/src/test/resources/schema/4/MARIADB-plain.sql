CREATE TABLE IF NOT EXISTS `holcstore_store` (
  `name` varchar(63) NOT NULL,
  `settings` longtext NOT NULL,
  `version` integer NOT NULL,
  PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS `plain` (
  `site` varchar(760) NOT NULL,
  `chunk_index` integer NOT NULL,
  `start_ts` bigint NOT NULL,
  `dtype` varchar(16) NOT NULL,
  `updated_at` bigint NOT NULL DEFAULT (TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))),
  `is_deleted` boolean NOT NULL DEFAULT FALSE,
  `value_count` integer NOT NULL,
  `first_ts` bigint,
  `last_ts` bigint,
  `value_sum` double precision,
  `value_min` double precision,
  `value_max` double precision,
  `data` longblob NOT NULL,
  PRIMARY KEY (`site`, `chunk_index`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS `plain_series` (
  `site` varchar(760) NOT NULL,
  `first_ts` bigint,
  `last_ts` bigint,
  PRIMARY KEY (`site`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO `holcstore_store` (`name`, `settings`, `version`) SELECT 'plain', 'axes=site text
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=1h
replicated=false
tz=Europe/Paris', 4 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM `holcstore_store` WHERE `name` = 'plain');

INSERT INTO "plain" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data")
VALUES ('north', '24288', '1704063600000000', 'compact', '1796010352577155', '0', '3', '1706727600000000', '1706738400000000', '7.75', '1.5', '4', X'13e805020000090800e3000c001119ac0200000002002c132e659997');

INSERT INTO "plain" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data")
VALUES ('north', '24289', '1706742000000000', 'compact', '1796010352577155', '0', '6', '1706742000000000', '1706760000000000', '29.2999994', '-0.0000006', '8', X'13b80501020002020900b1000200b902809bee02000000fc00c58db701180063e316000000c30e16c30e16c30e16035a62932480cdfbed');

INSERT INTO "plain" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data")
VALUES ('south''s é', '24288', '1704063600000000', 'compact', '1796010352608916', '0', '3', '1706727600000000', '1706734800000000', '23.5', '0', '12.5', X'10e805020000110800e3000c000000000000002640000000000000294000000000000000804634aca1');

INSERT INTO "plain_series" ("site", "first_ts", "last_ts")
VALUES ('north', '1706727600000000', '1706760000000000');

INSERT INTO "plain_series" ("site", "first_ts", "last_ts")
VALUES ('south''s é', '1706727600000000', '1706734800000000');
