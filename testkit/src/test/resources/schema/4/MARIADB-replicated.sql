CREATE TABLE IF NOT EXISTS `holcstore_store` (
  `name` varchar(63) NOT NULL,
  `settings` longtext NOT NULL,
  `version` integer NOT NULL,
  PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS `holcstore_feed` (
  `name` varchar(63) NOT NULL,
  `epoch` bigint NOT NULL,
  `identity` varchar(100) NOT NULL,
  `purged_xid` bigint,
  `purged_seq` bigint,
  `purged_mark` bigint,
  `purged_at` bigint,
  `last_change` bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS `holcstore_subscription` (
  `name` varchar(63) NOT NULL,
  `subscription` varchar(100) NOT NULL,
  `position` varchar(100) NOT NULL,
  `former_epochs` longtext NOT NULL,
  PRIMARY KEY (`name`, `subscription`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS `replicated` (
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
  `change_seq` bigint NOT NULL DEFAULT 0,
  `source_epoch` bigint,
  `source_mark` bigint,
  PRIMARY KEY (`site`, `chunk_index`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS `replicated_series` (
  `site` varchar(760) NOT NULL,
  `first_ts` bigint,
  `last_ts` bigint,
  PRIMARY KEY (`site`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS `replicated_changes` ON `replicated` (`change_seq`);

INSERT INTO `holcstore_feed` (`name`, `epoch`, `identity`) SELECT 'replicated', 0, '' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM `holcstore_feed` WHERE `name` = 'replicated');

CREATE TRIGGER IF NOT EXISTS `replicated_inserted_count` BEFORE INSERT ON `replicated` FOR EACH ROW UPDATE `holcstore_feed` SET `last_change` = `last_change` + 1 WHERE `name` = 'replicated';

CREATE TRIGGER IF NOT EXISTS `replicated_inserted_number` BEFORE INSERT ON `replicated` FOR EACH ROW SET NEW.`change_seq` = IF(NEW.`change_seq` = 0, (SELECT `last_change` FROM `holcstore_feed` WHERE `name` = 'replicated'), NEW.`change_seq`);

CREATE TRIGGER IF NOT EXISTS `replicated_updated_count` BEFORE UPDATE ON `replicated` FOR EACH ROW UPDATE `holcstore_feed` SET `last_change` = `last_change` + 1 WHERE `name` = 'replicated' AND (NEW.`change_seq` = 0 OR NEW.`change_seq` <> OLD.`change_seq`);

CREATE TRIGGER IF NOT EXISTS `replicated_updated_number` BEFORE UPDATE ON `replicated` FOR EACH ROW SET NEW.`change_seq` = IF(NEW.`change_seq` = 0, (SELECT `last_change` FROM `holcstore_feed` WHERE `name` = 'replicated'), NEW.`change_seq`);

INSERT INTO `holcstore_store` (`name`, `settings`, `version`) SELECT 'replicated', 'axes=site text
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=1h
replicated=true
tz=Europe/Paris', 4 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM `holcstore_store` WHERE `name` = 'replicated');

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24288', '1704063600000000', 'compact', '1796010353113394', '0', '3', '1706727600000000', '1706738400000000', '7.75', '1.5', '4', X'13e805020000090800e3000c001119ac0200000002002c132e659997', NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24289', '1706742000000000', 'compact', '1796010353113394', '0', '6', '1706742000000000', '1706760000000000', '29.2999994', '-0.0000006', '8', X'13b80501020002020900b1000200b902809bee02000000fc00c58db701180063e316000000c30e16c30e16c30e16035a62932480cdfbed', NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('south''s é', '24288', '1704063600000000', 'compact', '1796010353156980', '1', '0', NULL, NULL, NULL, NULL, NULL, X'', NULL, NULL);

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('north', '1706727600000000', '1706760000000000');

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('south''s é', NULL, NULL);
