package io.holcstore.partition;

import io.holcstore.error.DefinitionException;
import io.holcstore.error.PartitionInUseException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.AxisValue;
import java.time.YearMonth;
import java.util.List;

/**
 * The partitions of one store, see {@link Partitioning}. Thread-safe, and safe to call from several processes at once.
 *
 * <p>Each verb is one transaction over all tables of the store. It waits for a lock at most two seconds, unless the
 * session has a {@code lock_timeout} of its own, and then runs again, up to ten times, as after a deadlock.
 *
 * <p>Every method throws a {@link DefinitionException} when the definition has no partitions that it concerns, and a
 * {@link SchemaMismatchException} when the tables are missing or are partitioned in another way.
 */
public interface Partitions {
    /** Returns the partitions of the table of the data, by name. Costs one query. */
    List<Partition> list();

    /**
     * Adds a partition for each of these values that has none, in every table that is partitioned. Readers and writers
     * go on meanwhile, and no lock waits for them.
     *
     * @param values values of the axis of {@link Partitioning#list}
     * @return the partitions that this call has added to the table of the data
     */
    List<Partition> add(AxisValue<?>... values);

    /**
     * Adds the partitions of these months that are missing, and those between them and the nearest one, so that no
     * hole is left. Readers and writers go on meanwhile, and no lock waits for them.
     *
     * @param first a month in the calendar of the store
     * @param last the last month, included
     * @return the partitions that this call has added
     * @throws IllegalArgumentException when {@code last} is before {@code first}, a year is not 1 to 9999, or more
     *     than 500 partitions are missing
     */
    List<Partition> add(YearMonth first, YearMonth last);

    /**
     * Drops the partitions of these values with all that they hold, much faster than a delete. Waits for all running
     * writers, and then keeps readers and writers away until it commits.
     *
     * <p>What remembers rows must not lose them in silence. So a partition with rows is refused where the store is
     * replicated, and where the versions of several values share a counter: delete the rows first. In a replicated
     * store also wait for the replicas and purge the tombstones.
     *
     * @param values values of the axis of {@link Partitioning#list}; those without a partition are ignored
     * @return the dropped partitions of the table of the data
     * @throws PartitionInUseException when a partition must be empty and is not, or also holds other values; nothing is
     *     dropped
     */
    List<Partition> drop(AxisValue<?>... values);

    /**
     * Drops each partition whose chunks all lie before a month, with all that they hold, much faster than an erase.
     * Waits for all running writers, and then keeps readers and writers away until it commits. The heads of the series
     * are true afterwards. Costs two index probes for each series that begins before the month.
     *
     * <p>In a replicated store, a partition with rows is refused, because its replicas would not notice: erase the
     * range, wait for the replicas, and purge the tombstones first.
     *
     * @param month the first month to keep, in the calendar of the store
     * @return the dropped partitions
     * @throws PartitionInUseException when a partition must be empty and is not; nothing is dropped
     */
    List<Partition> dropBefore(YearMonth month);
}
