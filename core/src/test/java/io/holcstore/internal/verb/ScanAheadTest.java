package io.holcstore.internal.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.internal.sql.RowScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanAheadTest {
    /** Returns numbers, and then ends or fails. Counts what is asked of it afterwards. */
    private static final class Numbers implements RowScan<Integer> {
        private final int count;
        private final int rows;
        private final @Nullable SQLException failure;
        private int next;
        private int asksAfterTheEnd;
        private boolean closed;

        Numbers(int count, int rows, @Nullable SQLException failure) {
            this.count = count;
            this.rows = rows;
            this.failure = failure;
        }

        @Override
        public @Nullable Integer next() throws SQLException {
            assertThat(closed).isFalse();
            if (next < count) {
                return next++;
            }
            if (next++ > count) {
                asksAfterTheEnd++;
            }
            if (failure != null) {
                throw failure;
            }
            return null;
        }

        @Override
        public int fetchSize() {
            return rows;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void allRowsComeInOrderAndTheEndIsTheEnd() throws SQLException {
        for (int rows : new int[] {1, 2, 7, 100}) {
            for (int count : new int[] {0, 1, 2, 6, 7, 8, 200}) {
                Numbers numbers = new Numbers(count, rows, null);
                List<Integer> found = new ArrayList<>();
                try (RowScan<Integer> scan = new ScanAhead<>(numbers)) {
                    for (Integer row = scan.next(); row != null; row = scan.next()) {
                        found.add(row);
                    }
                    assertThat(scan.next()).isNull();
                }
                assertThat(found).isEqualTo(IntStream.range(0, count).boxed().toList());
                assertThat(numbers.asksAfterTheEnd).isZero();
                assertThat(numbers.closed).isTrue();
            }
        }
    }

    @Test
    void rowsBeforeAnErrorComeBeforeIt() throws SQLException {
        SQLException failure = new SQLException("the connection is gone");
        for (int rows : new int[] {1, 4, 5, 100}) {
            Numbers numbers = new Numbers(9, rows, failure);
            try (RowScan<Integer> scan = new ScanAhead<>(numbers)) {
                for (int i = 0; i < 9; i++) {
                    assertThat(scan.next()).isEqualTo(i);
                }
                assertThatThrownBy(scan::next).isSameAs(failure);
                assertThatThrownBy(scan::next).isSameAs(failure);
            }
            assertThat(numbers.asksAfterTheEnd).isZero();
        }
    }

    @Test
    void itIsNotReadAfterItIsClosed() throws SQLException {
        for (int taken = 0; taken < 50; taken++) {
            Numbers numbers = new Numbers(1000, 3, null);
            RowScan<Integer> scan = new ScanAhead<>(numbers);
            for (int i = 0; i < taken; i++) {
                assertThat(scan.next()).isEqualTo(i);
            }
            scan.close();
            int read = numbers.next;
            assertThat(read).isBetween(taken, taken + 6);
            LockSupport.parkNanos(1000);
            assertThat(numbers.next).isEqualTo(read);
        }
    }
}
