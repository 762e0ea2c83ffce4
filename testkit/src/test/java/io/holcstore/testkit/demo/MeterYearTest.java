package io.holcstore.testkit.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeterYearTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Path README = Path.of("..", "README.md");
    private static final Path CHART = Path.of("docs", "march.svg");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final Path folder;

    MeterYearTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String run(boolean unicode, Readings readings, Readings corrections) throws IOException {
        bytes.reset();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        MeterYear.run(readings, corrections, folder, new Terminal(out, unicode, false));
        return bytes.toString(UTF_8);
    }

    private String runTwoMeters(boolean unicode) throws IOException {
        return run(unicode, GeneratedReadings.year(2, 2024, PARIS), GeneratedReadings.corrections(2, 2024, PARIS));
    }

    @Test
    void outputOfTheReadmeIsReal() throws IOException {
        String block = Files.readString(README).split("```text\n", 2)[1].split("```", 2)[0];
        String afterTheTable = block.substring(block.indexOf("meter home-001 in March"), block.indexOf("Chart "));
        assertThat(runTwoMeters(true)).contains(afterTheTable);
    }

    @Test
    void chartOfTheReadmeIsReal() throws Exception {
        runTwoMeters(true);
        String svg = Files.readString(folder.resolve("march.svg"));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertThat(svg).isEqualTo(Files.readString(CHART));
    }

    @Test
    void showsBothHoursOfAutumnInPlainAscii() throws IOException {
        String output = runTwoMeters(false);
        assertThat(US_ASCII.newEncoder().canEncode(output)).isTrue();
        assertThat(output).contains("Sunday 27 October 2024: 25 hours, 02 twice", "00 01 02 02 03 04");
    }

    @Test
    void runsAgain() throws IOException {
        assertThat(runTwoMeters(false)).containsPattern("load the year +2 +68,760 +24 ");
        assertThat(runTwoMeters(false)).containsPattern("load the year +2 +68,760 +24 ");
    }

    @Test
    void takesReadingsAndCorrectionsFromCsv() throws IOException {
        Path readings = Files.writeString(folder.resolve("readings.csv"), """
                meter,time,watts
                a,2024-03-01T00:00+01:00,100
                a,2024-03-01T00:15+01:00,
                a,2024-03-01T00:30+01:00,300
                b,2024-10-27T02:15+02:00,1
                b,2024-10-27T02:15+01:00,2
                """);
        Path corrections = Files.writeString(folder.resolve("corrections.csv"), """
                time,meter,watts
                2024-03-01T00:45:00+01:00,a,400
                """);
        String output = run(false, new CsvReadings(readings), new CsvReadings(corrections));
        assertThat(output)
                .contains(
                        "meter a in March 2024: 2,972 points, 3 with a value",
                        "Fri 1 Mar 00:15 +01:00 - Fri 1 Mar 00:30 +01:00      1 points",
                        "Fri 1 Mar 01:00 +01:00 - Mon 1 Apr 00:00 +02:00  2,968 points");
        assertThat(output.lines().filter(line -> line.startsWith("read everything")))
                .singleElement()
                .asString()
                .matches("read everything +2 +5 .*");
    }

    @Test
    void namesTheLineThatCannotBeRead() throws IOException {
        Path readings = Files.writeString(folder.resolve("bad.csv"), """
                meter,time,watts
                a,2024-03-01T00:00+01:00,100
                a,2024-03-01T00:15,200
                """);
        Readings none = GeneratedReadings.corrections(0, 2024, PARIS);
        assertThatThrownBy(() -> run(false, new CsvReadings(readings), none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.csv, line 3: ")
                .hasMessageContaining("2024-03-01T00:15");
    }
}
