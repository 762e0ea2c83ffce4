package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that export and import promise, as tests, on stores of chunks and of whole series. A database is added by
 * a subclass. Each test has a fresh database and fails when it leaves a connection, statement or result set open. The
 * tests by subject are the interfaces this class implements.
 */
public abstract class ExchangeContract
        implements ExportContract,
                ZipContract,
                RoundTripContract,
                ImportContract,
                LocalTimeContract,
                HostileFileContract,
                RealFileContract,
                TradeFileContract,
                FileShapeContract,
                FileTimesContract,
                DayFileContract,
                FileDayStartContract,
                FileHintsContract,
                Nem12Contract,
                RowImportContract,
                RowTransferContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    @TempDir
    private Path folder = Path.of("");

    /** A contract on this database. */
    protected ExchangeContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    @Override
    public final Path folder() {
        return folder;
    }
}
