CREATE TABLE IF NOT EXISTS `holcstore_store` (
  `name` varchar(63) NOT NULL,
  `settings` text NOT NULL,
  `version` integer NOT NULL,
  PRIMARY KEY (`name`));

CREATE TABLE IF NOT EXISTS `holcstore_feed` (
  `name` varchar(63) NOT NULL,
  `epoch` bigint NOT NULL,
  `identity` varchar(100) NOT NULL,
  `purged_xid` bigint,
  `purged_seq` bigint,
  `purged_mark` bigint,
  `purged_at` bigint,
  `last_change` bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`));

CREATE TABLE IF NOT EXISTS `holcstore_subscription` (
  `name` varchar(63) NOT NULL,
  `subscription` varchar(100) NOT NULL,
  `position` varchar(100) NOT NULL,
  `former_epochs` text NOT NULL,
  PRIMARY KEY (`name`, `subscription`));

CREATE TABLE IF NOT EXISTS `replicated` (
  `site` text NOT NULL,
  `chunk_index` integer NOT NULL,
  `start_ts` bigint NOT NULL,
  `dtype` varchar(16) NOT NULL,
  `updated_at` bigint NOT NULL DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) * 1000),
  `is_deleted` boolean NOT NULL DEFAULT FALSE,
  `value_count` integer NOT NULL,
  `first_ts` bigint,
  `last_ts` bigint,
  `value_sum` double precision,
  `value_min` double precision,
  `value_max` double precision,
  `data` blob NOT NULL,
  `change_seq` bigint NOT NULL DEFAULT 0,
  `source_epoch` bigint,
  `source_mark` bigint,
  PRIMARY KEY (`site`, `chunk_index`));

CREATE TABLE IF NOT EXISTS `replicated_series` (
  `site` text NOT NULL,
  `first_ts` bigint,
  `last_ts` bigint,
  PRIMARY KEY (`site`));

CREATE INDEX IF NOT EXISTS `replicated_changes` ON `replicated` (`change_seq`);

INSERT INTO `holcstore_feed` (`name`, `epoch`, `identity`) SELECT 'replicated', 0, '' WHERE NOT EXISTS (SELECT 1 FROM `holcstore_feed` WHERE `name` = 'replicated');

CREATE TRIGGER IF NOT EXISTS `replicated_inserted` AFTER INSERT ON `replicated` WHEN NEW.`change_seq` = 0 BEGIN UPDATE `holcstore_feed` SET `last_change` = `last_change` + 1 WHERE `name` = 'replicated'; UPDATE `replicated` SET `change_seq` = (SELECT `last_change` FROM `holcstore_feed` WHERE `name` = 'replicated') WHERE `site` = NEW.`site` AND `chunk_index` = NEW.`chunk_index`; END;

CREATE TRIGGER IF NOT EXISTS `replicated_updated` AFTER UPDATE OF `change_seq` ON `replicated` WHEN NEW.`change_seq` = 0 BEGIN UPDATE `holcstore_feed` SET `last_change` = `last_change` + 1 WHERE `name` = 'replicated'; UPDATE `replicated` SET `change_seq` = (SELECT `last_change` FROM `holcstore_feed` WHERE `name` = 'replicated') WHERE `site` = NEW.`site` AND `chunk_index` = NEW.`chunk_index`; END;

INSERT INTO `holcstore_store` (`name`, `settings`, `version`) SELECT 'replicated', 'axes=site text
chunkBy=YEAR_MONTH
encoding=COMPACT
freq=1h
replicated=true
tz=Europe/Paris', 4 WHERE NOT EXISTS (SELECT 1 FROM `holcstore_store` WHERE `name` = 'replicated');

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24288', '1704063600000000', 'compact', '1796010361391000', '0', '3', '1706727600000000', '1706738400000000', '7.75', '1.5', '4.0', X'13e805020000090800e3000c001119ac0200000002002c132e659997', NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('north', '24289', '1706742000000000', 'compact', '1796010361392000', '0', '6', '1706742000000000', '1706760000000000', '29.2999994', '-6.0e-07', '8.0', X'13b80501020002020900b1000200b902809bee02000000fc00c58db701180063e316000000c30e16c30e16c30e16035a62932480cdfbed', NULL, NULL);

INSERT INTO "replicated" ("site", "chunk_index", "start_ts", "dtype", "updated_at", "is_deleted", "value_count", "first_ts", "last_ts", "value_sum", "value_min", "value_max", "data", "source_epoch", "source_mark")
VALUES ('south''s é', '24288', '1704063600000000', 'compact', '1796010361436000', '1', '0', NULL, NULL, NULL, NULL, NULL, X'', NULL, NULL);

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('north', '1706727600000000', '1706760000000000');

INSERT INTO "replicated_series" ("site", "first_ts", "last_ts")
VALUES ('south''s é', NULL, NULL);
