package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.store.KeyedStore;
import io.holcstore.testkit.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rows of queries as series; times with a zone are left out. */
final class RowImportMariaDbTest extends FileTests implements RowImportContract {
    RowImportMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    /** Before Java's calendars change from the Julian to the Gregorian one. */
    @Test
    void earlyLocalTimesToTheMillisecond() {
        createReadings("datetime(3)", "double precision", "'base', '1000-03-01 00:00:00.123', 1");
        KeyedStore store = createProfiles("profiles");
        rowsInto(store, rows -> rows.tz("UTC"));
        assertThat(store.read(BASE).orElseThrow().epochMillisAt(0))
                .isEqualTo(Instant.parse("1000-03-01T00:00:00.123Z").toEpochMilli());
    }
}
