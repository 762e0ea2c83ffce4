package io.holcstore.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.internal.django.arrow.ArrowDamage;
import io.holcstore.internal.django.arrow.ArrowSeries;
import io.holcstore.testkit.Seeds;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs that are damaged, cut off or made to harm: errors, and memory that follows the size of the blob. */
final class HostileArrowTest {
    private static final long MOST = 64L << 20; // bytes that reading a blob of some kilobytes may allocate

    private final ArrowSeries reader = new ArrowSeries();

    private static byte[] blob(String name) {
        return Objects.requireNonNull(ArrowBlobs.all().get(name), name);
    }

    /** Reads it or throws what migrations expect; never an error of memory or of an index. */
    private boolean isRead(byte[] bad) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        try {
            reader.read(bad);
            return true;
        } catch (ArrowDamage | ConflictingValuesException | ArithmeticException e) {
            return false;
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("years");
            return false;
        } finally {
            assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "lz4", "batches", "none"})
    void everyCutIsAnError(String name) {
        byte[] good = blob(name);
        assertThat(isRead(good)).isTrue();
        for (int length = 0; length < good.length; length++) {
            assertThat(isRead(Arrays.copyOf(good, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "lz4", "batches"})
    void hugeLengthsTakeNoMemory(String name) {
        byte[] good = blob(name);
        for (long huge : List.of(-1L, Long.MAX_VALUE, (1L << 31) - 8, 1L << 32, 1L << 28)) {
            for (int at = 0; at + Long.BYTES <= good.length; at++) {
                byte[] bad = good.clone();
                ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putLong(at, huge);
                isRead(bad);
            }
        }
    }

    @Test
    void damagedBytesAreErrorsOrSeries() {
        SplittableRandom random = new SplittableRandom(Seeds.of(41));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = blob(i % 2 == 0 ? "batches" : "lz4").clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            refused += isRead(bad) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void otherFormatsSaySo() {
        assertThatThrownBy(() -> reader.read("FEA1 of earlier versions".getBytes(US_ASCII)))
                .isInstanceOf(ArrowDamage.class)
                .hasMessageContaining("Feather V1");
        assertThatThrownBy(() -> reader.read("PAR1".getBytes(US_ASCII))).hasMessageContaining("ARROW1");
        assertThatThrownBy(() -> reader.read(new byte[0])).isInstanceOf(ArrowDamage.class);
    }
}
