package com.example.meters;

import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the application does with meters, in transactions of JTA that hold its own tables and the store. */
@ApplicationScoped
public class MeterService {
    private final ChunkStore loads;
    private final DataSource dataSource;

    MeterService(ChunkStore loads, DataSource dataSource) {
        this.loads = loads;
        this.dataSource = dataSource;
    }

    /** Stores values and who has sent them: both or none. The connection belongs to the transaction. */
    @Transactional(rollbackOn = SQLException.class)
    public WriteResult store(String meter, Series series, String sender) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into delivery (meter, sender, points) values (?, ?, ?)")) {
            WriteResult written = loads.on(connection).merge(loads.key(meter), series);
            insert.setString(1, meter);
            insert.setString(2, sender);
            insert.setLong(3, written.points());
            insert.executeUpdate();
            return written;
        }
    }
}
