package io.holcstore.django;

/**
 * What a migration did.
 *
 * @param rows rows of the table
 * @param series series stored; for a versioned store, keys that have a version in the table
 * @param versions versions stored; 0 for a keyed store
 * @param values values stored
 * @param unchanged series or versions that the store had already, with the same values
 * @param empty rows without a value, which are not stored
 * @param withoutKey rows with a NULL in their key, which are not stored
 */
public record MigrationReport(
        long rows, long series, long versions, long values, long unchanged, long empty, long withoutKey) {}
