package io.holcstore.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.function.Function;

/** The same work by the library and by what its users could pick instead. */
final class PeerSection extends Section {
    private static final String OF = "PeerBenchmark.";
    private static final String BYTES = "peerBytesPerPoint";
    private static final double MILLION = 1e6;

    PeerSection(Results results) {
        super(results, "peers", OF, BYTES);
    }

    @Override
    String text(Charts charts) throws IOException {
        StringBuilder text = new StringBuilder("### Beside other stores\n\n" + versions() + "\n\n");
        for (Data data : Data.values()) {
            MarkdownTable table = table(data);
            if (!table.isEmpty()) {
                String chart = "peers-" + data.name().toLowerCase(Locale.ROOT);
                text.append(series() + " series of three years, " + name(data) + ":\n\n" + table + '\n')
                        .append(charts.write(chart, speed(data)))
                        .append(charts.write(chart + "-questions", questions(data)));
            }
        }
        return text.toString();
    }

    private static String versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = PeerSection.class.getResourceAsStream("/versions.properties")) {
            if (in == null) {
                throw new IOException("the jar has no versions.properties: build it with Maven");
            }
            versions.load(in);
        }
        StringBuilder text = new StringBuilder();
        for (String name : List.of("PostgreSQL", "H2", "DuckDB", "QuestDB", "TsFile")) {
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(versions.getProperty(name));
        }
        return text.append('.').toString();
    }

    private static String name(Data data) {
        return switch (data) {
            case LOAD -> "whole watts";
            case ENERGY -> "kWh with three decimals";
            case NOISE -> "noise";
        };
    }

    private int series() {
        return results.values(OF, "series").stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(1);
    }

    private OptionalDouble millis(String work, PeerName peer, Data data) {
        return results.score(OF + work, "peer", peer.name(), "data", data.name());
    }

    /** Million points a second. */
    private OptionalDouble speed(String work, PeerName peer, Data data, int series) {
        return Results.map(millis(work, peer, data), ms -> (double) Workload.POINTS * series / ms * 1000 / MILLION);
    }

    private MarkdownTable table(Data data) {
        MarkdownTable table = new MarkdownTable(
                "store",
                "load, M points/s",
                "bytes/point",
                "one series, ms",
                "one month, ms",
                "stream all, M points/s",
                "late merge of all, ms",
                "monthly totals, ms",
                "daily totals, ms",
                "last of each, ms");
        for (PeerName peer : PeerName.values()) {
            table.row(
                    peer.label(),
                    speed("load", peer, data, series()),
                    results.score(BYTES, "peer", peer.name(), "data", data.name()),
                    millis("readSeries", peer, data),
                    millis("readMonth", peer, data),
                    speed("stream", peer, data, series()),
                    millis("merge", peer, data),
                    millis("months", peer, data),
                    millis("days", peer, data),
                    millis("last", peer, data));
        }
        return table;
    }

    private BarChart speed(Data data) {
        BarChart chart = new BarChart(
                series() + " series of three years, " + name(data), "million points a second; longer is better");
        bars(chart, "load", peer -> speed("load", peer, data, series()));
        bars(chart, "read, one series at a time", peer -> speed("readSeries", peer, data, 1));
        bars(chart, "stream all", peer -> speed("stream", peer, data, series()));
        return chart;
    }

    private BarChart questions(Data data) {
        BarChart chart =
                new BarChart(series() + " series of three years, " + name(data), "milliseconds; shorter is better");
        bars(chart, "late merge of all", peer -> millis("merge", peer, data));
        bars(chart, "monthly totals", peer -> millis("months", peer, data));
        bars(chart, "daily totals", peer -> millis("days", peer, data));
        bars(chart, "last value of each", peer -> millis("last", peer, data));
        return chart;
    }

    private static void bars(BarChart chart, String group, Function<PeerName, OptionalDouble> number) {
        chart.group(group);
        PeerName[] peers = PeerName.values();
        for (int i = 0; i < peers.length; i++) {
            OptionalDouble value = number.apply(peers[i]);
            if (value.isPresent()) {
                chart.bar(i, peers[i].label(), value.getAsDouble());
            }
        }
    }
}
