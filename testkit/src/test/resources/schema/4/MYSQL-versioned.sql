CREATE TABLE IF NOT EXISTS `holcstore_store` (
  `name` varchar(63) NOT NULL,
  `settings` longtext NOT NULL,
  `version` integer NOT NULL,
  PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE IF NOT EXISTS `versioned` (
  `site` varchar(760) NOT NULL,
  `version_number` integer NOT NULL,
  `created_at` bigint NOT NULL,
  `modified_at` bigint NOT NULL,
  `dtype` varchar(16) NOT NULL,
  `point_count` integer NOT NULL,
  `data` longblob NOT NULL,
  PRIMARY KEY (`site`, `version_number`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE IF NOT EXISTS `versioned_history` (
  `site` varchar(760) NOT NULL,
  `version_number` integer NOT NULL,
  `created_at` bigint NOT NULL,
  `modified_at` bigint NOT NULL,
  `dtype` varchar(16) NOT NULL,
  `point_count` integer NOT NULL,
  `data` longblob NOT NULL,
  `superseded_at` bigint NOT NULL,
  PRIMARY KEY (`site`, `version_number`, `modified_at`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

CREATE TABLE IF NOT EXISTS `versioned_series` (
  `site` varchar(760) NOT NULL,
  `next_number` integer NOT NULL DEFAULT 0,
  `stamped_at` bigint,
  `history_since` bigint,
  PRIMARY KEY (`site`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

INSERT INTO `holcstore_store` (`name`, `settings`, `version`) SELECT 'versioned', 'axes=site text
countVersionsBy=site text
store=versioned', 4 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM `holcstore_store` WHERE `name` = 'versioned');

INSERT INTO "versioned" ("site", "version_number", "created_at", "modified_at", "dtype", "point_count", "data")
VALUES ('north', '0', '1796010359138142', '1796010359138142', 'series', '10', X'100a80bea38eac6380dddb01130a0100000400000100b9028087a70e000000e70702001700000000703839d8c1e26792566cdc32ec600100000000008096181306b874017530');

INSERT INTO "versioned" ("site", "version_number", "created_at", "modified_at", "dtype", "point_count", "data")
VALUES ('north', '1', '1796010359149790', '1796010359149790', 'series', '3', X'100380bea38eac6380dddb01100300000000000000002640000000000000294000000000000000808fac519c');

INSERT INTO "versioned_history" ("site", "version_number", "created_at", "modified_at", "dtype", "point_count", "data", "superseded_at")
VALUES ('north', '2', '1796010359159438', '1796010359159438', 'series', '3', X'100380bea38eac6380dddb0113030000010100000500003421b27447', '1796010359168347');

INSERT INTO "versioned_series" ("site", "next_number", "stamped_at", "history_since")
VALUES ('north', '3', '1796010359168347', NULL);
