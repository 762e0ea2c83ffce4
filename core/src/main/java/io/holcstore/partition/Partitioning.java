package io.holcstore.partition;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.time.Period;
import java.util.Objects;

/**
 * How the tables of a store are partitioned. Import the methods statically, and give the result to
 * {@code partitionBy(..)} of a definition: {@code .partitionBy(hash(VERSION, 8))}. PostgreSQL has partitions, H2 has
 * not. Immutable and thread-safe.
 *
 * <p>The table of heads, and the history of a versioned store, are partitioned like the table of the data where they
 * have the axis in their keys. A range of chunks partitions only the chunks: a head stands for a series, whatever its
 * chunks are.
 */
public sealed interface Partitioning {
    /** The most partitions of {@link #hash}. */
    int MAX_HASH_PARTITIONS = 1000;

    /** A fixed number of partitions, by the hash of an axis. */
    record Hash(Axis<?> axis, int partitions) implements Partitioning {
        public Hash {
            Objects.requireNonNull(axis, "axis");
            if (partitions < 1 || partitions > MAX_HASH_PARTITIONS) {
                throw new DefinitionException(
                        "hash(" + axis.name() + ", " + partitions + "): the number of partitions must be 1 to "
                                + MAX_HASH_PARTITIONS,
                        "partitionBy");
            }
        }
    }

    /** A partition for each value of an axis. */
    record ByValue(Axis<?> axis) implements Partitioning {
        public ByValue {
            if (axis.type().equals(AxisType.TIMESTAMP) || axis.type().precision() > 0) {
                throw new DefinitionException(
                        "list(" + axis.name() + "): a partition for each value of " + axis.type()
                                + " is not useful; use hash(" + axis.name() + ", n)",
                        "partitionBy");
            }
        }
    }

    /** A partition for each stretch of months in the calendar of the store. */
    record ByMonths(int months) implements Partitioning {
        private static final int YEAR = 12;

        public ByMonths {
            if (months < 1 || (months < YEAR ? YEAR % months : months % YEAR) != 0) {
                throw new DefinitionException(
                        "rangeOfChunks: partitions of " + months + " months do not begin at the same months of each"
                                + " year; use 1, 2, 3, 4 or 6 months, or whole years",
                        "partitionBy");
            }
        }
    }

    /**
     * Spreads the series over a fixed number of partitions by the hash of an axis. Keys that have the same value on the
     * axis lie in one partition. {@code schema().createIfMissing()} creates all of them, and their number cannot change
     * later.
     *
     * @param axis an axis of the store
     * @param partitions 1 to 1,000
     */
    static Partitioning hash(Axis<?> axis, int partitions) {
        return new Hash(axis, partitions);
    }

    /**
     * Gives each value of an axis a partition. {@link Partitions#add(io.holcstore.key.AxisValue[])} creates them. A
     * write of a value that has no partition throws {@link io.holcstore.error.NoPartitionException}.
     *
     * @param axis an axis of the store; any type but TIMESTAMP and NUMERIC
     */
    static Partitioning list(Axis<?> axis) {
        return new ByValue(axis);
    }

    /**
     * Cuts a store of chunks by time: each partition holds the chunks of the same months or years of its zone.
     * {@link Partitions#add(java.time.YearMonth, java.time.YearMonth)} creates them. A write of a chunk that has no
     * partition throws {@link io.holcstore.error.NoPartitionException}.
     *
     * <p>A span of less than a year begins in January, and a span of years in a year that is a multiple of it.
     *
     * @param span 1, 2, 3, 4 or 6 months, or whole years; a store of years needs whole years
     */
    static Partitioning rangeOfChunks(Period span) {
        if (!span.withDays(0).equals(span) || span.toTotalMonths() != (int) span.toTotalMonths()) {
            throw new DefinitionException(
                    "rangeOfChunks(" + span + "): the span must be months or years", "partitionBy");
        }
        return new ByMonths((int) span.toTotalMonths());
    }
}
