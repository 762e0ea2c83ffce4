package com.example.meters;

import io.holcstore.testkit.TransactionPooler;
import io.holcstore.testkit.contract.StoreContracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL behind a pooler of transactions, with the driver's setting for it. */
class PoolerTest extends StoreContracts {
    static PGSimpleDataSource behindPooler() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(System.getProperty("meters.url"));
        try {
            TransactionPooler pooler = new TransactionPooler(source.getServerNames()[0], source.getPortNumbers()[0], 10);
            source.setServerNames(new String[] {pooler.address().getHostString()});
            source.setPortNumbers(new int[] {pooler.address().getPort()});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return source;
    }

    @Override
    protected DataSource dataSource() {
        PGSimpleDataSource source = behindPooler();
        source.setPrepareThreshold(0);
        return source;
    }
}
