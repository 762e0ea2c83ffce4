package io.holcstore.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What codecs take for a value, and how fast they are. */
final class CodecSection extends Section {
    private static final String OF = "CodecBenchmark.";
    private static final String SIZE = "bitsPerValue";
    private static final String GARBAGE = "decode:gc.alloc.rate.norm";
    private static final String MONTH = "2976";
    private static final double RAW_BITS = 64;

    /** What was measured of a chunk, as its method is called. */
    private static final List<String> WORK = List.of("encode", "decode", "merge");

    /** Bits a value of pcodec 0.4 (Rust) at level 8, of the same chunks without their gaps, measured elsewhere. */
    private static final Map<String, Double> PCODEC = Map.of(
            "load", 9.64,
            "energy", 8.25,
            "noise", 55.97,
            "any_bits", 58.44,
            "ett.HUFL", 20.3,
            "ett.HULL", 13.9,
            "ett.LULL", 10.9,
            "ett.OT", 16.3,
            "victoria.demand_MW", 49.5,
            "pjm.AEP", 12.1);

    /** All but the copy, which takes 64 bits, and whose speed would leave no room in a chart for the others'. */
    private static final List<CodecName> CODECS = Stream.of(CodecName.values())
            .filter(codec -> codec != CodecName.COPY)
            .toList();

    CodecSection(Results results) {
        super(results, "codec", OF, SIZE);
    }

    @Override
    String text(Charts charts) throws IOException {
        StringBuilder text = new StringBuilder("### Codec\n\n");
        if (results.has(SIZE)) {
            text.append(
                            "Bits a value in monthly chunks, whole blobs with headers and checksums; raw doubles take 64. The last column is the")
                    .append(
                            " LZ4 frame's size over COMPACT's, the one before it pcodec 0.4 at level 8 for some sets, measured elsewhere on the")
                    .append(" same chunks without their gaps. Sets of meter data are in bold.\n\n")
                    .append(sizes())
                    .append('\n')
                    .append(charts.write("codec-sizes", sizeChart().svg()));
        }
        if (results.has(OF)) {
            text.append(
                            "GB/s of raw values, over all sets (all their bytes through the time for all), and the most bytes that a decode")
                    .append(" into the caller's array leaves as garbage:\n\n")
                    .append(speeds())
                    .append('\n')
                    .append(charts.write("codec-speed", speedChart()));
            for (String points : results.values(OF, "points")) {
                for (String work : WORK) {
                    text.append(details(points, work));
                }
            }
        }
        return text.toString();
    }

    // --- sizes

    private OptionalDouble bits(String set, CodecName codec) {
        return results.score(SIZE, "set", set, "codec", codec.name());
    }

    private boolean isMeter(String set) {
        return results.score(SIZE, "set", set, "meter", "true").isPresent();
    }

    private List<String> sized() {
        return results.values(SIZE, "set");
    }

    private MarkdownTable sizes() {
        List<CodecName> codecs = Stream.of(CodecName.values())
                .filter(codec -> codec != CodecName.COPY)
                .toList();
        MarkdownTable table = new MarkdownTable(titles("set", codecs, "pcodec (elsewhere)", "LZ4 / COMPACT"));
        for (String set : sized()) {
            List<OptionalDouble> cells = new ArrayList<>();
            CODECS.forEach(codec -> cells.add(bits(set, codec)));
            cells.add(
                    PCODEC.containsKey(set)
                            ? OptionalDouble.of(PCODEC.getOrDefault(set, Double.NaN))
                            : OptionalDouble.empty());
            cells.add(Results.map(
                    bits(set, CodecName.LZ4),
                    frame -> frame / bits(set, CodecName.COMPACT).orElse(Double.NaN)));
            table.row(isMeter(set) ? "**" + set + "**" : set, cells.toArray(OptionalDouble[]::new));
        }
        return table;
    }

    private static String[] titles(String first, List<CodecName> codecs, String... last) {
        return Stream.concat(Stream.concat(Stream.of(first), codecs.stream().map(CodecName::label)), Stream.of(last))
                .toArray(String[]::new);
    }

    private DotChart sizeChart() {
        List<CodecName> codecs =
                List.of(CodecName.COMPACT, CodecName.LZ4, CodecName.ZSTD, CodecName.GORILLA, CodecName.CHIMP);
        DotChart chart = new DotChart(
                "Bits a value, by set and codec",
                "monthly chunks, whole blobs; further left is better; raw doubles take 64",
                RAW_BITS,
                codecs.stream().map(CodecName::label).toList());
        for (String set : sized()) {
            chart.line(set);
            for (int kind = 0; kind < codecs.size(); kind++) {
                int number = kind;
                bits(set, codecs.get(kind)).ifPresent(bits -> chart.dot(number, bits));
            }
        }
        return chart;
    }

    // --- speeds

    private OptionalDouble micros(String work, String points, String set, CodecName codec) {
        return results.score(OF + work, "points", points, "set", set, "codec", codec.name());
    }

    private List<String> sets(String points) {
        return results.values(OF, "set").stream()
                .filter(set -> Stream.of(CodecName.values())
                        .anyMatch(codec -> micros("decode", points, set, codec).isPresent()))
                .toList();
    }

    private static double gigabytes(String points, double micros) {
        return Double.parseDouble(points) * Double.BYTES / micros / 1000;
    }

    /** Over sets that were all measured: the bytes of all through the time for all. */
    private OptionalDouble speed(String work, String points, CodecName codec, Predicate<String> which) {
        double micros = 0;
        int count = 0;
        for (String set : sets(points)) {
            OptionalDouble each = micros(work, points, set, codec);
            if (which.test(set) && each.isPresent()) {
                micros += each.getAsDouble();
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(gigabytes(points, micros / count));
    }

    private MarkdownTable speeds() {
        MarkdownTable table = new MarkdownTable(
                "points",
                "codec",
                "encode, meter data",
                "decode, meter data",
                "merge, meter data",
                "encode, all",
                "decode, all",
                "merge, all",
                "garbage of a decode, bytes");
        for (String points : results.values(OF, "points")) {
            for (CodecName codec : CodecName.values()) {
                table.row(
                        List.of(points, codec.label()),
                        speed("encode", points, codec, this::isMeter),
                        speed("decode", points, codec, this::isMeter),
                        speed("merge", points, codec, this::isMeter),
                        speed("encode", points, codec, set -> true),
                        speed("decode", points, codec, set -> true),
                        speed("merge", points, codec, set -> true),
                        garbage(points, codec));
            }
        }
        return table;
    }

    private OptionalDouble garbage(String points, CodecName codec) {
        return sets(points).stream()
                .map(set -> results.score(OF + GARBAGE, "points", points, "set", set, "codec", codec.name()))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private BarChart speedChart() {
        BarChart chart = new BarChart(
                "A month of quarter hours", "GB/s of raw values, all sets that were measured; longer is better");
        for (String work : WORK) {
            chart.group(work);
            for (int i = 0; i < CODECS.size(); i++) {
                int number = i;
                speed(work, MONTH, CODECS.get(i), set -> true)
                        .ifPresent(speed -> chart.bar(number, CODECS.get(number).label(), speed));
            }
        }
        return chart;
    }

    private String details(String points, String work) {
        List<CodecName> codecs = List.of(CodecName.values());
        MarkdownTable table = new MarkdownTable(titles("set", codecs));
        for (String set : sets(points)) {
            table.row(
                    set,
                    codecs.stream()
                            .map(codec ->
                                    Results.map(micros(work, points, set, codec), micros -> gigabytes(points, micros)))
                            .toArray(OptionalDouble[]::new));
        }
        return "<details><summary>" + work + ", " + points + " points, GB/s by set</summary>\n\n" + table
                + "\n</details>\n\n";
    }
}
