package io.holcstore.django;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.internal.django.arrow.Migration;
import io.holcstore.internal.django.arrow.SourceTable;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Progress;
import io.holcstore.store.VersionedStore;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Copies the series of the Python application HoLcStore that it keeps one a row: the tables of its {@code Store}
 * models, which have versions, into versioned stores, and those of its {@code TimeseriesStore} models into keyed
 * stores.
 *
 * <pre>{@code
 * VersionedStore curves = Store.defineVersioned()
 *         .axis("client_id", INT).axis("prm", VARCHAR(70)).table("curves").open(dataSource);
 * MigrationReport report = DjangoMigration.from(djangoDataSource, "meters_loadcurve").into(curves);
 * DjangoMigration.from(djangoDataSource, "meters_profile").into(profiles);
 * }</pre>
 *
 * <p><b>Columns.</b> The axes of the store name the columns of the key. The columns {@code version},
 * {@code created_at}, {@code last_modified} and {@code data} can have other names. Rows with a NULL in their key are
 * left out. Columns of times must have timestamps with a time zone.
 *
 * <p><b>Blobs</b> are files of Arrow's IPC format (Feather V2), plain or with buffers that LZ4 compresses, with a
 * column of timestamps with a zone and a column of numbers, whatever their names are. Rows with NULL or NaN are left
 * out. A time that is not a whole millisecond is an error. No library is needed.
 *
 * <p><b>Versions</b> keep their numbers and times, so that {@link VersionedStore#readAsOf} answers for the time before
 * the migration, too. The application overwrites a row without a trace: of a key with such a row, the history is known
 * from the last time on at which one was overwritten.
 *
 * <p><b>Transactions.</b> A migration is not one transaction: a keyed store commits up to a thousand series at a time,
 * a versioned store all versions of a key, as {@link VersionedStore#restore} does. Run it again to continue after an
 * error, a crash or a kill: what the store has already is compared with the table and left alone. It does not change
 * the table, which it reads in one transaction.
 *
 * <p><b>Cost.</b> Memory follows the versions of one key, not the number of rows on PostgreSQL; H2 collects the rows
 * first. A blob that is made to harm does not take more memory than its size allows. The migration holds one connection
 * of the source, and the store takes its own.
 *
 * <p>Immutable and thread-safe. Each method returns a new description.
 */
public final class DjangoMigration {
    private final DataSource source;
    private final SourceTable table;
    private final Progress progress;

    private DjangoMigration(DataSource source, SourceTable table, Progress progress) {
        this.source = source;
        this.table = table;
        this.progress = progress;
    }

    /**
     * Describes the migration of a table.
     *
     * @param source the database of the Python application, which may be that of the store
     * @param table its name, with its schema and a dot before it or without
     * @throws IllegalArgumentException when it is not a name
     */
    public static DjangoMigration from(DataSource source, String table) {
        return new DjangoMigration(
                Objects.requireNonNull(source, "source"),
                SourceTable.of(Objects.requireNonNull(table, "table")),
                Progress.NONE);
    }

    /**
     * Sets the column of the numbers of versions. The default is {@code version}.
     *
     * @throws IllegalArgumentException when it is not a name
     */
    public DjangoMigration version(String column) {
        return new DjangoMigration(source, table.withVersion(Objects.requireNonNull(column, "version")), progress);
    }

    /**
     * Sets the column of the times at which versions were created. The default is {@code created_at}.
     *
     * @throws IllegalArgumentException when it is not a name
     */
    public DjangoMigration createdAt(String column) {
        return new DjangoMigration(source, table.withCreatedAt(Objects.requireNonNull(column, "createdAt")), progress);
    }

    /**
     * Sets the column of the times at which versions were stored last. The default is {@code last_modified}.
     *
     * @throws IllegalArgumentException when it is not a name
     */
    public DjangoMigration modifiedAt(String column) {
        return new DjangoMigration(
                source, table.withModifiedAt(Objects.requireNonNull(column, "modifiedAt")), progress);
    }

    /**
     * Sets the column of blobs. The default is {@code data}.
     *
     * @throws IllegalArgumentException when it is not a name
     */
    public DjangoMigration data(String column) {
        return new DjangoMigration(source, table.withData(Objects.requireNonNull(column, "data")), progress);
    }

    /** Reports how many rows have been read. */
    public DjangoMigration onProgress(Progress listener) {
        return new DjangoMigration(source, table, Objects.requireNonNull(listener, "progress"));
    }

    /**
     * Stores the versions of the table in a store.
     *
     * @throws ChunkFormatException when a blob is damaged or of another format, a time is NULL, or a version does not
     *     have a whole number; what was stored before stays
     * @throws ConflictingValuesException when a blob has two values for one instant
     * @throws VersionsExistException when the store has other versions of a key, or the number under another key of the
     *     same counter, or the table has several rows of a version
     * @throws IllegalArgumentException when a time of the table is after the clock of the store's database, a column of
     *     times does not have timestamps with a time zone, or an axis does not take a value of its column
     * @throws StoreSqlException when a database refuses, that of the table or that of the store
     */
    public MigrationReport into(VersionedStore store) {
        return run(migration -> migration.into(store));
    }

    /**
     * Inserts the series of the table into a store.
     *
     * @throws ChunkFormatException when a blob is damaged or of another format; what was stored before stays
     * @throws ConflictingValuesException when a blob has two values for one instant
     * @throws SeriesExistsException when the store has another series under a key of the table, or the table has
     *     several rows of a key
     * @throws IllegalArgumentException when an axis does not take a value of its column
     * @throws StoreSqlException when a database refuses, that of the table or that of the store
     */
    public MigrationReport into(KeyedStore store) {
        return run(migration -> migration.into(store));
    }

    private MigrationReport run(Consumer<Migration> how) {
        Migration migration = new Migration(source, table, progress);
        try {
            how.accept(migration);
        } finally {
            progress.finish();
        }
        return new MigrationReport(
                migration.rows,
                migration.series,
                migration.versions,
                migration.values,
                migration.unchanged,
                migration.empty,
                migration.withoutKey);
    }
}
