package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

/**
 * What export and import promise of a database, as tests, on stores of chunks and of whole series. A database is added
 * by a subclass. The tests by subject are the interfaces this class implements.
 */
public abstract class ExchangeContract extends FileTests
        implements ExportContract,
                ZipContract,
                RoundTripContract,
                ImportContract,
                RealFileContract,
                TradeFileContract,
                RowImportContract,
                RowTransferContract {
    /** A contract on this database. */
    protected ExchangeContract(TestDatabase database) {
        super(database);
    }
}
