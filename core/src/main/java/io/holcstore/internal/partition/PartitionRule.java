package io.holcstore.internal.partition;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.partition.Partitioning;
import io.holcstore.partition.Partitioning.ByMonths;
import io.holcstore.partition.Partitioning.ByValue;
import io.holcstore.partition.Partitioning.Hash;
import io.holcstore.time.ChunkBy;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the tables of a store are partitioned, checked against its definition. A table is partitioned when its primary
 * key contains the column.
 *
 * @param chunkBy the length of chunks; null for a store without chunks
 */
public record PartitionRule(Partitioning by, @Nullable ChunkBy chunkBy) {
    private static final String CHUNK = "chunk_index";
    private static final int YEAR = 12;
    private static final int MAX_VALUE_IN_NAME = 20;

    /**
     * Returns the rule for a store with these axes.
     *
     * @throws DefinitionException when the store cannot be partitioned like this
     */
    public static PartitionRule of(Partitioning by, List<Axis<?>> axes, @Nullable ChunkBy chunkBy) {
        PartitionRule rule = new PartitionRule(by, chunkBy);
        if (by instanceof ByMonths range) {
            requireWhole(range, chunkBy);
        } else if (axes.stream().noneMatch(rule.axis()::equals)) {
            throw new DefinitionException(
                    "partitionBy names axis " + rule.axis() + "; the store has " + axes, "partitionBy");
        }
        return rule;
    }

    private static void requireWhole(ByMonths range, @Nullable ChunkBy chunkBy) {
        if (chunkBy == null) {
            throw new DefinitionException(
                    "partitionBy(rangeOfChunks(..)): this kind of store has whole series in place of chunks;"
                            + " use hash(axis, n) or list(axis)",
                    "partitionBy");
        }
        if (chunkBy == ChunkBy.YEAR && range.months() % YEAR != 0) {
            throw new DefinitionException(
                    "partitionBy(rangeOfChunks(..)): partitions of " + range.months()
                            + " months would cut chunks of a year; use Period.ofYears(n)",
                    "partitionBy");
        }
    }

    /** Returns HASH, LIST or RANGE. */
    public String method() {
        return by instanceof Hash ? "HASH" : by instanceof ByValue ? "LIST" : "RANGE";
    }

    public boolean isOfChunks() {
        return by instanceof ByMonths;
    }

    /** Returns the column of the key by which tables are partitioned. */
    public String column() {
        return by instanceof ByMonths ? CHUNK : axis().name();
    }

    private Axis<?> axis() {
        if (by instanceof Hash hash) {
            return hash.axis();
        }
        if (by instanceof ByValue list) {
            return list.axis();
        }
        throw new IllegalStateException("a range of chunks has no axis");
    }

    /** Returns how the definition says it: {@code HASH (version)}. */
    public String text() {
        return method() + " (" + column() + ')';
    }

    /** Returns the partitions that a table has from the beginning. */
    public List<Part> fixed() {
        return by instanceof Hash hash
                ? IntStream.range(0, hash.partitions())
                        .<Part>mapToObj(i -> new Part.Remainder(hash.partitions(), i))
                        .toList()
                : List.of();
    }

    /**
     * Returns the partitions of values, each once.
     *
     * @throws DefinitionException when the store is not partitioned by a list
     */
    public List<Part> of(String store, AxisValue<?>... values) {
        if (!(by instanceof ByValue list)) {
            throw notDefined(store, "list(axis)");
        }
        List<Part> parts = new ArrayList<>();
        for (AxisValue<?> value : values) {
            if (!value.axis().equals(list.axis())) {
                throw new IllegalArgumentException(
                        store + " is partitioned by axis " + list.axis() + ", not by " + value.axis());
            }
            Part part = new Part.Values(List.of(value.value().toString()));
            if (!parts.contains(part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    /**
     * Returns the chunks from the beginning of the partition of one month to the end of that of another.
     *
     * @throws DefinitionException when the store is not partitioned by ranges
     */
    public Part.Chunks between(String store, YearMonth first, YearMonth last) {
        int from = firstMonth(store, first);
        int until = firstMonth(store, last) + months();
        return new Part.Chunks(chunk(from), chunk(until));
    }

    /** Returns the partitions of the chunks of a stretch. */
    public List<Part.Chunks> cut(Part.Chunks all) {
        int step = chunk(months());
        List<Part.Chunks> parts = new ArrayList<>();
        for (int from = Math.floorDiv(all.from(), step) * step; from < all.until(); from += step) {
            parts.add(new Part.Chunks(from, from + step));
        }
        return parts;
    }

    /** Returns the first chunk of a month. */
    public int chunkOf(String store, YearMonth month) {
        months(store);
        return chunk(number(month));
    }

    private int firstMonth(String store, YearMonth month) {
        return Math.floorDiv(number(month), months(store)) * months();
    }

    private static int number(YearMonth month) {
        if (month.getYear() < 1 || month.getYear() > 9999) {
            throw new IllegalArgumentException(month + " is outside the years 1 to 9999");
        }
        return month.getYear() * YEAR + month.getMonthValue() - 1;
    }

    private int months(String store) {
        if (!(by instanceof ByMonths)) {
            throw notDefined(store, "rangeOfChunks(span)");
        }
        return months();
    }

    private int months() {
        return by instanceof ByMonths range ? range.months() : 1;
    }

    /** Returns the chunk of a month, or how many chunks so many months have. */
    private int chunk(int month) {
        return month / (chunkBy == ChunkBy.YEAR ? YEAR : 1);
    }

    private DefinitionException notDefined(String store, String needed) {
        return new DefinitionException(
                "the definition of " + store + " has partitionBy by " + text() + "; this call needs partitionBy("
                        + needed + ')',
                store,
                "partitionBy");
    }

    // --- names

    /** Returns what the name of a partition adds to that of its table. The same partition always has the same name. */
    public String suffix(Part part) {
        if (part instanceof Part.Remainder hash) {
            return "_p" + hash.remainder();
        }
        if (part instanceof Part.Chunks chunks) {
            return "_p" + monthText(chunks.from()).replace('-', '_');
        }
        String value = String.join(",", ((Part.Values) part).texts());
        String plain = value.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
        String begin = plain.substring(0, Math.min(plain.length(), MAX_VALUE_IN_NAME));
        return String.format(Locale.ROOT, "_p_%s_%08x", begin, value.hashCode());
    }

    /** Returns what belongs into a partition, for people. */
    public String describe(Part part) {
        if (part instanceof Part.Remainder hash) {
            return "hash " + hash.remainder() + " of " + hash.modulus();
        }
        if (part instanceof Part.Values values) {
            return values.texts().stream().map(text -> column() + '=' + text).collect(Collectors.joining(", "));
        }
        if (part instanceof Part.Chunks chunks) {
            return describe(chunks);
        }
        return part instanceof Part.Other other ? other.text() : "everything else";
    }

    private String describe(Part.Chunks chunks) {
        boolean open = chunks.from() == Integer.MIN_VALUE || chunks.until() == Integer.MAX_VALUE;
        String first = chunks.from() == Integer.MIN_VALUE ? "the beginning" : monthText(chunks.from());
        String last = chunks.until() == Integer.MAX_VALUE ? "the end" : lastText(chunks.until());
        return first.equals(last) && !open ? first : first + " to " + last;
    }

    /** Returns the last month or year before a chunk. */
    private String lastText(int until) {
        return isOfYears() && firstOf(until) % YEAR == 0
                ? yearText(firstOf(until) / YEAR - 1)
                : text(firstOf(until) - 1);
    }

    private int firstOf(int chunk) {
        return chunkBy == null ? chunk : chunkBy.firstMonth(chunk);
    }

    private boolean isOfYears() {
        return months() % YEAR == 0;
    }

    private String monthText(int chunk) {
        return isOfYears() && firstOf(chunk) % YEAR == 0 ? yearText(firstOf(chunk) / YEAR) : text(firstOf(chunk));
    }

    private static String yearText(int year) {
        return String.format(Locale.ROOT, "%04d", year);
    }

    /** Returns a month as {@code 2026-01}. */
    private static String text(int month) {
        return yearText(Math.floorDiv(month, YEAR))
                + String.format(Locale.ROOT, "-%02d", Math.floorMod(month, YEAR) + 1);
    }

    /** Returns the call that adds the partition of a row. */
    String wayOut(@Nullable String value, @Nullable Integer chunk) {
        if (by instanceof ByMonths) {
            String month = chunk == null ? "the month" : "YearMonth.parse(\"" + text(firstOf(chunk)) + "\")";
            return "schema().partitions().add(" + month + ", " + month + ") adds the partition";
        }
        return by instanceof ByValue
                ? "schema().partitions().add(" + column() + ".is(" + (value == null ? ".." : value)
                        + ")) adds the partition"
                : "schema().createIfMissing() creates the missing partitions";
    }
}
