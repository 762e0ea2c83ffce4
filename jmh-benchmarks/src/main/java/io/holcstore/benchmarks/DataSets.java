package io.holcstore.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All sets that codecs are measured on. {@code DataSets POINTS [SET ..]} prints the names of those (or of the ones that
 * are named) with a chunk of that many points, with commas between, and on stderr which files are absent.
 */
public final class DataSets {
    private DataSets() {}

    public static void main(String[] args) throws IOException {
        int points = Integer.parseInt(args[0]);
        List<String> wanted = Arrays.asList(args).subList(1, args.length);
        List<String> names = new ArrayList<>();
        for (DataSet set : all(points)) {
            if (!wanted.isEmpty() && !wanted.contains(set.name())) {
                continue;
            }
            if (set.size() >= points) {
                names.add(set.name());
            } else {
                System.err.println("skipped: " + set.name() + " has no chunk of " + points + " points");
            }
        }
        System.out.println(String.join(",", names));
    }

    /** The generated sets, then those of the files that are there; says on stderr which are not. */
    static List<DataSet> all(int chunkPoints) throws IOException {
        List<DataSet> sets = new ArrayList<>();
        for (GeneratedData generated : GeneratedData.values()) {
            sets.add(generated.make(chunkPoints));
        }
        for (DataFile file : DataFile.ALL) {
            if (file.isPresent()) {
                sets.addAll(file.read());
            } else {
                System.err.println("skipped: no " + file.path());
            }
        }
        return sets;
    }

    /**
     * One set.
     *
     * @throws IllegalArgumentException when there is none of that name, or its file is absent
     */
    static DataSet named(String name, int chunkPoints) throws IOException {
        for (GeneratedData generated : GeneratedData.values()) {
            if (name.equals(generated.set())) {
                return generated.make(chunkPoints);
            }
        }
        for (DataFile file : DataFile.ALL) {
            if (name.startsWith(file.name() + '.') && file.isPresent()) {
                return file.read().stream()
                        .filter(set -> set.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
            }
        }
        throw unknown(name);
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> generated =
                Arrays.stream(GeneratedData.values()).map(GeneratedData::set).toList();
        return new IllegalArgumentException("no set \"" + name + "\": there are " + generated
                + " and, as FILE.COLUMN, the columns of the files in " + DataFile.folder()
                + " (another folder: -Dholcstore.data=..)");
    }
}
